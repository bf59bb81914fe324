import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { ADD_ON_PATH } from "./add-on.ts";

const run = promisify(execFile);

/** Packs the built add-on as an .xpi for a permanent installation; `version` and `build` make it another one. */
export async function packAddOn({ version }: { version?: string } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "event-telemetry-xpi-"));
  const source = join(folder, "extension");
  await cp(ADD_ON_PATH, source, { recursive: true });
  if (version !== undefined) {
    const path = join(source, "manifest.json");
    const manifest = JSON.parse(await readFile(path, "utf8")) as object;
    await writeFile(path, JSON.stringify({ ...manifest, version }));
    await giveOtherBuildId(source, version);
  }
  return await packFolder(source, folder);
}

/** Packs an unpacked add-on, unsigned, into `into` or beside itself; gives the path of the .xpi. */
export async function packFolder(source: string, into = dirname(source)): Promise<string> {
  const filename = `${basename(source)}.xpi`;
  await run("npx", [
    "web-ext",
    "build",
    "--no-config-discovery",
    "--source-dir",
    source,
    "--artifacts-dir",
    into,
    "--filename",
    filename,
  ]);
  return join(into, filename);
}

/** Another build has another implementation URL; here that is the only difference. */
async function giveOtherBuildId(source: string, version: string): Promise<void> {
  const path = join(source, "experiment-apis/telemetry/parent.js");
  const script = await readFile(path, "utf8");
  await writeFile(path, script.replace(/\?build=\$\{"[0-9a-f]+"\}|\?build=[0-9a-f]+/, `?build=${version}`));
}
