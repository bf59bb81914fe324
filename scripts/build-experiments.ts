import { createHash } from "node:crypto";
import { cp, readFile, rm } from "node:fs/promises";
import { type BuildOptions, build } from "esbuild";

/** The drop-in: `event-telemetry/` is what an author copies. Our own add-on carries the very same folder. */
const DROP_IN = "dist/experiment";

/**
 * Builds the experiments into the add-on's folder, and the drop-in beside it.
 * @returns the build id of the engine: a hash of its bundle
 */
export async function buildExperiments(
  shared: BuildOptions,
  target: string,
  version: string,
  addOn: string,
): Promise<string> {
  const experiment = new ExperimentBuild({ ...shared, target }, version);
  await rm(DROP_IN, { recursive: true, force: true });
  const engine = await experiment.build("telemetry", `${DROP_IN}/event-telemetry`, {
    EventTelemetry: "src/gecko/event-telemetry.sys.ts",
    implementation: "src/gecko/implementation.sys.ts",
  });
  await cp("experiment-apis/telemetry/README.md", `${DROP_IN}/README.md`);
  await cp("LICENSE", `${DROP_IN}/event-telemetry/LICENSE`);
  await cp(`${DROP_IN}/event-telemetry`, `${addOn}/experiment-apis/telemetry`, { recursive: true });
  await experiment.build("telemetry-callers", `${addOn}/experiment-apis/telemetry-callers`, {
    "about-page-child": "src/gecko/hybrid/about-page-child.sys.ts",
    "about-page-parent": "src/gecko/hybrid/about-page-parent.sys.ts",
  });
  await experiment.build("telemetry-inspector", `${addOn}/experiment-apis/telemetry-inspector`, {});
  return engine;
}

class ExperimentBuild {
  private readonly options: BuildOptions;
  private readonly version: string;

  constructor(options: BuildOptions, version: string) {
    this.options = options;
    this.version = version;
  }

  /** One experiment: its schema, its parent script, and the system modules it brings along, in `modules/` beside it. */
  async build(name: string, folder: string, modules: Readonly<Record<string, string>>): Promise<string> {
    const buildId = await this.buildModules(`${folder}/modules`, modules);
    await build({
      ...this.options,
      // Parent scripts are classic scripts that share one global: an IIFE each, exporting by `globalThis.<key>`.
      format: "iife",
      define: { BUILD_ID: JSON.stringify(buildId), ENGINE_VERSION: JSON.stringify(this.version) },
      entryPoints: [`experiment-apis/${name}/parent.ts`],
      outfile: `${folder}/parent.js`,
    });
    await cp(`experiment-apis/${name}/schema.json`, `${folder}/schema.json`);
    return buildId;
  }

  private async buildModules(folder: string, modules: Readonly<Record<string, string>>): Promise<string> {
    const names = Object.keys(modules).sort();
    if (names.length > 0) {
      await build({
        ...this.options,
        format: "esm",
        entryPoints: modules,
        outExtension: { ".js": ".sys.mjs" },
        outdir: folder,
      });
    }
    const hash = createHash("sha256");
    for (const name of names) {
      hash.update(await readFile(`${folder}/${name}.sys.mjs`));
    }
    return hash.digest("hex").slice(0, 12);
  }
}
