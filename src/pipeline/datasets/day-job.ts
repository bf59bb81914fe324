import { join } from "node:path";
import type { Table } from "../decode/decode-record.ts";
import { locateTable } from "./convert-parts.ts";
import { DAILY_DATASETS, locateDay } from "./dataset.ts";
import type { DatasetJob, DatasetQuery, DatasetView } from "./dataset-engine.ts";
import { DECODED_TABLES, documentsView, firstCopyViews, nameDecoded } from "./decoded-views.ts";
import { readSqlFile } from "./sql-files.ts";

async function describeViews(decodedFolder: string): Promise<DatasetView[]> {
  const tables = Object.keys(DECODED_TABLES) as Table[];
  const decoded = tables.map((table) => ({
    name: nameDecoded(table),
    source: { parquet: locateTable(decodedFolder, table) },
  }));
  const named = ([name, sql]: readonly [string, string]): DatasetView => ({ name, source: { sql } });
  const duplicates: DatasetView = {
    name: "duplicates",
    source: { sql: await readSqlFile("duplicates") },
    keep: true,
  };
  return [...decoded, named(documentsView), duplicates, ...firstCopyViews.map(named)];
}

/** What turns a decoded day into the day's partition of every dataset, below `outFolder`. */
export async function describeDayJob(
  decodedFolder: string,
  outFolder: string,
  date: string,
): Promise<DatasetJob> {
  const queries: DatasetQuery[] = [];
  for (const dataset of DAILY_DATASETS) {
    for (const { sql, folder, partitionBy } of dataset.parts) {
      const place = join(outFolder, locateDay(dataset, date), folder);
      queries.push({ sql: await readSqlFile(sql), folder: place, partitionBy });
    }
  }
  return { views: await describeViews(decodedFolder), queries };
}
