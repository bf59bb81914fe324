import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { quoteName, quoteText } from "../sql-text.ts";
import type { DatasetEngine, DatasetJob, DatasetQuery, DatasetView } from "./dataset-engine.ts";
import { duckdbDialect } from "./duckdb-dialect.ts";
import { PARQUET, writePartitions } from "./duckdb-partitions.ts";
import type { DuckdbSession } from "./duckdb-session.ts";
import { compileSql } from "./sql-dialect.ts";

/** A query over the Parquet files below a folder; partition values stay text, `20180608` included. */
export function readParquet(folder: string): string {
  const files = quoteText(join(folder, "**", "*.parquet"));
  return `SELECT * FROM read_parquet(${files}, union_by_name = true, hive_partitioning = true, hive_types_autocast = false)`;
}

function describeView({ name, source, keep = false }: DatasetView): string {
  const query = "sql" in source ? compileSql(source.sql, duckdbDialect) : readParquet(source.parquet);
  return `CREATE OR REPLACE TEMPORARY ${keep ? "TABLE" : "VIEW"} ${quoteName(name)} AS ${query}`;
}

/** Runs dataset queries in this process. */
export class DuckdbEngine implements DatasetEngine {
  readonly #session: DuckdbSession;

  constructor(session: DuckdbSession) {
    this.#session = session;
  }

  async run({ views, queries }: DatasetJob, onWritten?: (queries: number) => void): Promise<void> {
    for (const view of views) await this.#session.run(describeView(view));
    for (const [index, query] of queries.entries()) {
      await this.#write(query);
      onWritten?.(index + 1);
    }
    for (const { name, keep = false } of views.toReversed()) {
      await this.#session.run(`DROP ${keep ? "TABLE" : "VIEW"} ${quoteName(name)}`);
    }
  }

  async #write({ sql, folder, partitionBy }: DatasetQuery): Promise<void> {
    const query = compileSql(sql, duckdbDialect);
    if (partitionBy.length > 0) return writePartitions(this.#session, query, folder, partitionBy);
    await mkdir(folder, { recursive: true });
    await this.#session.copy(query, join(folder, "part-0.parquet"), PARQUET);
  }
}
