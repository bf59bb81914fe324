import { z } from "zod";

const message = z.object({ code: z.string(), message: z.string(), file: z.string().optional() });
const report = z.object({ errors: z.array(message), warnings: z.array(message) });

/** Warnings that stay, by code and file; ARCHITECTURE.md gives the reasons ("Lint"). */
const EXPLAINED = [
  { code: "UNSAFE_VAR_ASSIGNMENT", file: "panel/panel.js" },
  { code: "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION", file: "manifest.json" },
];

/** Lints dist/extension: an error fails, and so does a warning that nobody has explained. */
export function lintAddon(runWebExt: (...parameters: string[]) => { output: string }): {
  passed: boolean;
  output: string;
} {
  const { output } = runWebExt("lint", "--output", "json");
  const json = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  const found = report.safeParse(json === "" ? null : JSON.parse(json));
  if (!found.success) {
    return {
      passed: false,
      output: `web-ext gave no report; is the add-on built (npm run build)?\n${output}`,
    };
  }
  const isExplained = ({ code, file }: z.infer<typeof message>) =>
    EXPLAINED.some((one) => one.code === code && one.file === file);
  const problems = [...found.data.errors, ...found.data.warnings.filter((one) => !isExplained(one))];
  const lines = problems.map(({ code, message: text, file }) => `${file ?? "add-on"}: ${code}: ${text}`);
  return { passed: problems.length === 0, output: lines.join("\n") };
}
