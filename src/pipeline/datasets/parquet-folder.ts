import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { quoteText } from "../sql-text.ts";
import type { DuckdbSession } from "./duckdb-session.ts";
import { isMissing } from "./missing-file.ts";

async function listEntries(folder: string) {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether any Parquet file lies in a folder or below it. */
export async function hasParquet(folder: string): Promise<boolean> {
  return (await listEntries(folder)).some((entry) => entry.isFile() && entry.name.endsWith(".parquet"));
}

/** Removes what an engine leaves beside its Parquet files (markers, checksums): readers would have to skip it. */
async function removeMarkers(folder: string): Promise<void> {
  for (const entry of await listEntries(folder)) {
    if (entry.isFile() && !entry.name.endsWith(".parquet")) await rm(join(entry.parentPath, entry.name));
    else if (entry.isFile() && entry.name.startsWith(".")) await rm(join(entry.parentPath, entry.name));
  }
}

/**
 * Tidies a folder an engine has just written and counts its rows by the files' own footers. A folder without rows is
 * removed: a dataset has no empty partitions.
 */
export async function finishParquetFolder(session: DuckdbSession, folder: string): Promise<number> {
  await removeMarkers(folder);
  const rows = (await hasParquet(folder)) ? await countRows(session, folder) : 0;
  if (rows === 0) await rm(folder, { recursive: true, force: true });
  return rows;
}

async function countRows(session: DuckdbSession, folder: string): Promise<number> {
  const files = quoteText(join(folder, "**", "*.parquet"));
  const [row] = await session.readRows(
    `SELECT sum(num_rows)::BIGINT AS rows FROM parquet_file_metadata(${files})`,
  );
  return Number(row?.rows ?? 0);
}
