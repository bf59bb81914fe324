import { mkdir, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Columns, readTransported, toTransportType } from "../decode/column.ts";
import type { Table } from "../decode/decode-record.ts";
import type { DecodedPart } from "../decode/ndjson-part-writer.ts";
import { quoteName, quoteText } from "../sql-text.ts";
import { DECODED_TABLES } from "./decoded-views.ts";
import type { DuckdbSession } from "./duckdb-session.ts";
import { describeNoRows } from "./no-rows.ts";

/** A query of a part's rows, each column as its table has it. */
function readPart(table: Table, path: string): string {
  const columns = Object.entries(DECODED_TABLES[table]);
  const sent = columns.map(([name, of]) => `${quoteName(name)}: ${quoteText(toTransportType(of))}`);
  const read = columns.map(([name, of]) => readTransported(name, of));
  return (
    `SELECT ${read.join(", ")} FROM read_json(${quoteText(path)}, ` +
    `format = 'newline_delimited', columns = {${sent.join(", ")}})`
  );
}

/** The folder of a decoded table's Parquet files below the decoded folder. */
export function locateTable(decodedFolder: string, table: Table): string {
  return join(decodedFolder, table);
}

/** Makes the folder of every decoded table, with a file of no rows that carries its columns. */
export async function createTables(session: DuckdbSession, decodedFolder: string): Promise<void> {
  for (const [table, columns] of Object.entries(DECODED_TABLES) as [Table, Columns][]) {
    const folder = locateTable(decodedFolder, table);
    await mkdir(folder, { recursive: true });
    await session.copy(describeNoRows(columns), join(folder, "none.parquet"), "FORMAT parquet");
  }
}

/** Turns a part of a decoded table into a Parquet file of it and removes the part. */
export async function convertPart(
  session: DuckdbSession,
  decodedFolder: string,
  { table, path }: DecodedPart,
): Promise<void> {
  const file = join(locateTable(decodedFolder, table), `${basename(path, ".ndjson")}.parquet`);
  await session.copy(readPart(table, path), file, "FORMAT parquet");
  await unlink(path);
}
