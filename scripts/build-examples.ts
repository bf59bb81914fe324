import { cp } from "node:fs/promises";
import { type BuildOptions, build } from "esbuild";

/** Examples whose background is bundled; the others run from their folders as they are. */
const BUNDLED = {
  "client-extension": "background.js",
  "typed-definitions": "background.ts",
} as const;

/** Builds those examples into `dist/examples/<name>/`, as their authors would with a bundler of their own. */
export async function buildExamples(shared: BuildOptions): Promise<void> {
  for (const [name, background] of Object.entries(BUNDLED)) {
    await build({
      ...shared,
      format: "esm",
      entryPoints: [`examples/${name}/${background}`],
      outfile: `dist/examples/${name}/background.js`,
    });
    await cp(`examples/${name}/manifest.json`, `dist/examples/${name}/manifest.json`);
  }
}
