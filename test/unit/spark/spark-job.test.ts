import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { compileSparkJob } from "../../../src/pipeline/spark/spark-job.ts";

describe("a job for Spark", () => {
  it("has its queries in Spark's SQL and its folders as absolute places of this file system", () => {
    const job = compileSparkJob({
      views: [
        { name: "pings", source: { parquet: "decoded/main" } },
        { name: "history", source: { parquet: "/data/focus", grown: true } },
        { name: "copies", source: { sql: "SELECT 1" }, keep: true },
      ],
      queries: [
        { sql: "SELECT ordered_list(a, b) AS l FROM pings", folder: "/out/it's a day", partitionBy: [] },
        { sql: "SELECT a, b FROM pings", folder: "out", partitionBy: ["app_name", "os"] },
      ],
    });
    expect(job.views).toEqual([
      { name: "pings", parquet: `file://${resolve("decoded/main")}`, merge: false },
      { name: "history", parquet: "file:///data/focus", merge: true },
      { name: "copies", sql: "SELECT 1", keep: true },
    ]);
    expect(job.queries).toMatchObject([
      { folder: "file:///out/it's a day", partitionBy: [] },
      { folder: `file://${resolve("out")}`, partitionBy: ["app_name", "os"] },
    ]);
    expect(job.queries[0]?.sql).toContain("SELECT /*+ REBALANCE */ * FROM");
    expect(job.queries[0]?.sql).toContain("collect_list(named_struct('o', b, 'v', a))");
    expect(job.queries[1]?.sql).toContain("/*+ REBALANCE(app_name, os) */");
  });
});
