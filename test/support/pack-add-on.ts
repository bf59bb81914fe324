import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ADD_ON_PATH } from "./add-on.ts";
import { setEngineVersion } from "./engine-version.ts";

const run = promisify(execFile);

/** Packs the built add-on as an .xpi for a permanent installation; `version` and `build` make it another one. */
export async function packAddOn({ version }: { version?: string } = {}): Promise<string> {
  const source = await mkdtemp(join(tmpdir(), "event-telemetry-add-on-"));
  await cp(ADD_ON_PATH, source, { recursive: true });
  if (version !== undefined) {
    const path = join(source, "manifest.json");
    const manifest = JSON.parse(await readFile(path, "utf8")) as object;
    await writeFile(path, JSON.stringify({ ...manifest, version }));
    await setEngineVersion(join(source, "experiment-apis/telemetry"), version);
  }
  return await packFolder(source);
}

/** Packs an unpacked add-on, unsigned; gives the path of the .xpi. */
export async function packFolder(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "event-telemetry-xpi-"));
  // web-ext folds the name to lower case.
  const filename = "add-on.xpi";
  const options = ["--source-dir", source, "--artifacts-dir", folder, "--filename", filename];
  await run("npx", ["web-ext", "build", "--no-config-discovery", ...options]);
  return join(folder, filename);
}
