import { build } from "esbuild";

/**
 * Bundles a module of src/gecko for a chrome script, where its exports are `bundled`. For modules that the built
 * add-on does not hand out.
 */
export async function bundleForChrome(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    globalName: "bundled",
    target: "firefox140",
    // Without the project's `strict`, for a directive "use strict" may not stand in a script of ours.
    tsconfigRaw: {},
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("\n");
}
