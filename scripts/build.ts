/** `npm run build`: every target of the project into dist/ (see ARCHITECTURE.md, "Build"). */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { type BuildOptions, build } from "esbuild";
import { buildExamples } from "./build-examples.ts";
import { buildExperiments } from "./build-experiments.ts";

const OUT = "dist/extension";
/** The add-on's strict_min_version. */
const FIREFOX = "firefox140";

const shared: BuildOptions = {
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  // Reviewers of add-ons read what ships, and the panel loads from disk: not minified.
  minify: false,
};

async function buildPages(): Promise<void> {
  await build({
    ...shared,
    format: "esm",
    target: FIREFOX,
    jsx: "automatic",
    jsxImportSource: "preact",
    // What the panel needs only now and then (schemas, CSV) is loaded then.
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    entryPoints: [
      { in: "src/extension/background/background.ts", out: "background/background" },
      { in: "src/extension/panel/panel.tsx", out: "panel/panel" },
      { in: "src/extension/panel/panel.css", out: "panel/panel" },
    ],
    outdir: OUT,
  });
  await cp("src/extension/panel/panel.html", `${OUT}/panel/panel.html`);
  await cp("src/extension/_locales", `${OUT}/_locales`, { recursive: true });
  await cp("src/extension/icons", `${OUT}/icons`, { recursive: true });
  await cp("LICENSE", `${OUT}/LICENSE`);
}

/** Classic scripts that run in web pages: our content script, and the library that pages may load. */
async function buildPageScripts(): Promise<void> {
  await build({
    ...shared,
    format: "iife",
    target: FIREFOX,
    entryPoints: {
      "extension/hybrid/content-script": "src/extension/hybrid/content-script.ts",
      "hybrid/content-telemetry": "src/extension/hybrid/content-telemetry.ts",
    },
    outdir: "dist",
  });
}

/** `event-telemetry/client`: one module without dependencies, and its types. */
async function buildClient(): Promise<void> {
  await build({
    ...shared,
    format: "esm",
    target: FIREFOX,
    entryPoints: ["src/extension/client/index.ts"],
    outfile: "dist/client/index.js",
  });
  await promisify(execFile)("node_modules/.bin/tsc", ["-p", "tsconfig.client.json"]);
}

async function writeManifest(version: string): Promise<void> {
  const manifest = JSON.parse(await readFile("manifest.json", "utf8")) as Record<string, unknown>;
  await writeFile(`${OUT}/manifest.json`, `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
}

/** The command, the thread it decodes in, the dataset files both engines run, and Spark's driver. */
async function buildCli(): Promise<void> {
  await build({
    ...shared,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    banner: { js: "#!/usr/bin/env node" },
    entryPoints: { cli: "src/cli/main.ts", "decode-worker": "src/pipeline/decode/worker-entry.ts" },
    outdir: "dist",
  });
  await cp("src/pipeline/datasets/sql", "dist/sql", { recursive: true });
  await cp("src/pipeline/spark/driver.py", "dist/driver.py");
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
const buildId = await buildExperiments(shared, FIREFOX, version, OUT);
await Promise.all([buildPages(), buildPageScripts(), buildClient(), writeManifest(version), buildCli()]);
await buildExamples(shared);
console.log(`Built ${OUT} (build ${buildId}), dist/experiment and dist/cli.js`);
