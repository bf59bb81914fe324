/** `npm run build`: every target of the project into dist/ (see ARCHITECTURE.md, "Build"). */
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { type BuildOptions, build } from "esbuild";

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

async function buildModules(): Promise<string> {
  await build({
    ...shared,
    format: "esm",
    target: FIREFOX,
    entryPoints: {
      EventTelemetry: "src/gecko/event-telemetry.sys.ts",
      implementation: "src/gecko/implementation.sys.ts",
    },
    outExtension: { ".js": ".sys.mjs" },
    outdir: `${OUT}/modules`,
  });
  const implementation = await readFile(`${OUT}/modules/implementation.sys.mjs`);
  return createHash("sha256").update(implementation).digest("hex").slice(0, 12);
}

/** Parent scripts are classic scripts that share one global: an IIFE each, exporting by `globalThis.<key>`. */
async function buildExperiments(buildId: string): Promise<void> {
  for (const name of ["telemetry", "telemetry-inspector"]) {
    await build({
      ...shared,
      format: "iife",
      target: FIREFOX,
      define: { BUILD_ID: JSON.stringify(buildId) },
      entryPoints: [`experiment-apis/${name}/parent.ts`],
      outfile: `${OUT}/experiment-apis/${name}/parent.js`,
    });
    await cp(`experiment-apis/${name}/schema.json`, `${OUT}/experiment-apis/${name}/schema.json`);
  }
}

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

async function writeManifest(): Promise<void> {
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  const manifest = JSON.parse(await readFile("manifest.json", "utf8")) as Record<string, unknown>;
  await writeFile(`${OUT}/manifest.json`, `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
}

async function buildCli(): Promise<void> {
  await build({
    ...shared,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    banner: { js: "#!/usr/bin/env node" },
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.js",
  });
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const buildId = await buildModules();
await buildExperiments(buildId);
await Promise.all([buildPages(), writeManifest(), buildCli()]);
console.log(`Built ${OUT} (build ${buildId}) and dist/cli.js`);
