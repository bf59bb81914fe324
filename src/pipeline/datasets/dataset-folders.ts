import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hasParquet } from "./parquet-folder.ts";

/** A dataset in an output folder. */
export interface DatasetFolder {
  readonly name: string;
  /** Its newest version: `v1`, or `v<from><to>` of a longitudinal. */
  readonly version: string;
  readonly path: string;
}

const newestFirst = new Intl.Collator("en", { numeric: true });

async function listFolders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name);
}

/**
 * The datasets of an output folder, each in its newest version, by name.
 * @throws the system's error when the folder cannot be read
 */
export async function listDatasets(data: string): Promise<DatasetFolder[]> {
  const found: DatasetFolder[] = [];
  for (const name of (await listFolders(data)).sort()) {
    const versions = (await listFolders(join(data, name))).filter((version) => /^v\d+$/.test(version));
    for (const version of versions.sort((a, b) => newestFirst.compare(b, a))) {
      const path = join(data, name, version);
      if (!(await hasParquet(path))) continue;
      found.push({ name, version, path });
      break;
    }
  }
  return found;
}
