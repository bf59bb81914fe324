/** `npm run check`: everything that can be said about the code without running it. All checks run, then a summary. */
import { spawnSync } from "node:child_process";
import { lintAddon } from "./lint-addon.ts";
import { paint } from "./terminal-steps.ts";

interface Verdict {
  readonly passed: boolean;
  readonly output: string;
}

function run(command: string, ...parameters: readonly string[]): Verdict {
  const { status, stdout, stderr, error } = spawnSync("npx", ["--no-install", command, ...parameters], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  return { passed: status === 0, output: error ? String(error) : stdout + stderr };
}

const checks: readonly (readonly [title: string, check: () => Verdict])[] = [
  ["types of the engine and the pings", () => run("tsc", "-p", "tsconfig.core.json")],
  ["types of the Firefox side", () => run("tsc", "-p", "tsconfig.gecko.json")],
  ["types of the extension pages", () => run("tsc", "-p", "tsconfig.extension.json")],
  ["types of everything on Node", () => run("tsc", "-p", "tsconfig.json")],
  ["format, lint and import boundaries", () => run("biome", "ci", "--colors=off", ".")],
  ["the built add-on, as web-ext sees it", () => lintAddon((...parameters) => run("web-ext", ...parameters))],
];

const failed = checks.filter(([title, check]) => {
  const started = performance.now();
  const { passed, output } = check();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? paint("green", "✔") : paint("red", "✖")} ${title} ${paint("dim", `${seconds} s`)}`);
  if (!passed) {
    console.log(output.trim().replaceAll(/^/gm, "    "));
  }
  return !passed;
});

console.log(`${checks.length - failed.length} checks passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
