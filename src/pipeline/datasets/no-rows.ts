import { type Columns, toDuckdbType } from "../decode/column.ts";
import type { Table } from "../decode/decode-record.ts";
import { quoteName } from "../sql-text.ts";
import { DAILY_DATASETS, LONGITUDINAL } from "./dataset.ts";
import { DECODED_TABLES, documentsView, firstCopyViews, nameDecoded } from "./decoded-views.ts";
import { duckdbDialect } from "./duckdb-dialect.ts";
import type { DuckdbSession } from "./duckdb-session.ts";
import { selectSnakeCase } from "./snake-case.ts";
import { compileSql } from "./sql-dialect.ts";
import { readSqlFile } from "./sql-files.ts";

/** A query of a table's columns and no rows. */
export function describeNoRows(columns: Columns): string {
  const nothing = Object.entries(columns).map(
    ([name, of]) => `NULL::${toDuckdbType(of)} AS ${quoteName(name)}`,
  );
  return `SELECT ${nothing.join(", ")} WHERE false`;
}

const SCHEMA = "no_rows";

/** Everything the dataset files read, without rows, in a schema of its own that becomes the session's. */
async function createSources(session: DuckdbSession): Promise<void> {
  await session.run(`CREATE SCHEMA ${SCHEMA}; SET schema = '${SCHEMA}'`);
  const views = [
    ...Object.entries(DECODED_TABLES).map(
      ([table, columns]) => [nameDecoded(table as Table), describeNoRows(columns)] as const,
    ),
    documentsView,
    ["duplicates", await readSqlFile("duplicates")] as const,
    ...firstCopyViews,
  ];
  for (const [name, query] of views) {
    await session.run(`CREATE VIEW ${quoteName(name)} AS ${compileSql(query, duckdbDialect)}`);
  }
}

/** The Hive partition columns above a dataset's files, as readers see them. */
function describePartitions(folder: string): string {
  const names = ["submission_date_s3", ...folder.split("=").slice(0, 1)].filter((name) => name !== "");
  return names.map((name) => `NULL::VARCHAR AS ${quoteName(name)}`).join(", ");
}

/** A table of no rows with the columns of a dataset query, named as readers see them. */
async function createEmpty(session: DuckdbSession, name: string, query: string): Promise<void> {
  const compiled = compileSql(query, duckdbDialect);
  const columns = await session.describe(compiled);
  const selected = columns.map(([column, type]) => selectSnakeCase(column, type)).join(", ");
  await session.run(`CREATE TABLE main.${quoteName(name)} AS SELECT ${selected} FROM (${compiled})`);
}

/**
 * Makes the datasets that are not present as tables without rows: a question about `errors` has an answer when nothing was
 * refused.
 */
export async function createEmptyDatasets(
  session: DuckdbSession,
  present: ReadonlySet<string>,
): Promise<void> {
  await createSources(session);
  for (const { name, parts } of DAILY_DATASETS) {
    const [part] = parts;
    if (part === undefined || present.has(name)) continue;
    const query = `SELECT *, ${describePartitions(part.folder)} FROM (${await readSqlFile(part.sql)})`;
    await createEmpty(session, name, query);
  }
  if (!present.has(LONGITUDINAL)) {
    const day = `SELECT *, NULL::VARCHAR AS submission_date_s3 FROM (${await readSqlFile("focus-event")})`;
    await session.run(`CREATE VIEW focus_window AS ${compileSql(day, duckdbDialect)}`);
    await createEmpty(session, LONGITUDINAL, await readSqlFile("focus-longitudinal"));
  }
  await session.run(`SET schema = 'main'; DROP SCHEMA ${SCHEMA} CASCADE`);
}
