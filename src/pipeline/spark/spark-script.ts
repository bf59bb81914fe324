import type { DatasetJob, DatasetQuery, DatasetView } from "../datasets/dataset-engine.ts";
import { compileSql } from "../datasets/sql-dialect.ts";
import { sparkDialect } from "./spark-dialect.ts";

function quoteSparkText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function describeView({ name, source, keep = false }: DatasetView): string {
  if ("parquet" in source) {
    return `CREATE OR REPLACE TEMPORARY VIEW ${name} USING parquet OPTIONS (path ${quoteSparkText(source.parquet)})`;
  }
  const query = compileSql(source.sql, sparkDialect);
  return keep ? `CACHE TABLE ${name} AS ${query}` : `CREATE OR REPLACE TEMPORARY VIEW ${name} AS ${query}`;
}

/** REBALANCE makes files of a reasonable size, a partition's rows together. */
function describeQuery({ sql, folder, partitionBy }: DatasetQuery, index: number): string {
  const columns = partitionBy.join(", ");
  const hint = columns === "" ? "REBALANCE" : `REBALANCE(${columns})`;
  const partitioned = columns === "" ? "" : `\nPARTITIONED BY (${columns})`;
  return (
    `CREATE TABLE written_${index} USING parquet OPTIONS (compression 'zstd')${partitioned}\n` +
    `LOCATION ${quoteSparkText(folder)}\n` +
    `AS SELECT /*+ ${hint} */ * FROM (\n${compileSql(sql, sparkDialect)}\n)`
  );
}

/** A job as a script for `spark-sql`: views, then one CREATE TABLE … LOCATION … AS SELECT a query. */
export function writeSparkScript({ views, queries }: DatasetJob): string {
  const statements = [...views.map(describeView), ...queries.map(describeQuery)];
  return statements.map((statement) => `${statement};\n`).join("\n");
}
