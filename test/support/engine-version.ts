import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes a built experiment folder say that it carries another version of the engine, and so another build, which is
 * imported under another URL. There is no other difference.
 */
export async function setEngineVersion(folder: string, version: string): Promise<void> {
  const path = join(folder, "parent.js");
  const script = await readFile(path, "utf8");
  const changed = script
    .replace(/version: "[^"]*"/, `version: "${version}"`)
    .replace(/build: "[0-9a-f]*"/, `build: "${version}"`);
  if (changed === script) {
    throw new Error(`${path} names no version of the engine`);
  }
  await writeFile(path, changed);
}
