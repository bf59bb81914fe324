import { resolve } from "node:path";
import type { DatasetJob, DatasetQuery, DatasetView } from "../datasets/dataset-engine.ts";
import { compileSql } from "../datasets/sql-dialect.ts";
import { sparkDialect } from "./spark-dialect.ts";

/** A job as `driver.py` takes it: the parameters of its functions, in Spark's SQL. */
export interface SparkJob {
  readonly views: readonly (
    | { readonly name: string; readonly keep: boolean; readonly sql: string }
    | { readonly name: string; readonly parquet: string; readonly merge: boolean }
  )[];
  readonly queries: readonly {
    readonly sql: string;
    readonly folder: string;
    readonly partitionBy: readonly string[];
  }[];
}

/** A folder as Hadoop names it: absolute, and on this file system whatever a cluster's default one is. */
function locate(folder: string): string {
  return `file://${resolve(folder)}`;
}

function describeView({ name, source, keep = false }: DatasetView): SparkJob["views"][number] {
  if ("sql" in source) return { name, keep, sql: compileSql(source.sql, sparkDialect) };
  return { name, parquet: locate(source.parquet), merge: source.grown ?? false };
}

/** REBALANCE makes files of a reasonable size, a partition's rows together. */
function describeQuery({ sql, folder, partitionBy }: DatasetQuery): SparkJob["queries"][number] {
  const hint = partitionBy.length === 0 ? "REBALANCE" : `REBALANCE(${partitionBy.join(", ")})`;
  const rows = compileSql(sql, sparkDialect);
  return { sql: `SELECT /*+ ${hint} */ * FROM (\n${rows}\n)`, folder: locate(folder), partitionBy };
}

/** Turns a job into Spark's SQL. */
export function compileSparkJob({ views, queries }: DatasetJob): SparkJob {
  return { views: views.map(describeView), queries: queries.map(describeQuery) };
}
