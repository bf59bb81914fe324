import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { duckdbDialect } from "../../../src/pipeline/datasets/duckdb-dialect.ts";
import { compileSql } from "../../../src/pipeline/datasets/sql-dialect.ts";
import { sparkDialect } from "../../../src/pipeline/spark/spark-dialect.ts";

const dialect = {
  twice: ([value]: readonly string[]) => `(${value} + ${value})`,
  pair: ([a, b]: readonly string[]) => `[${b}, ${a}]`,
};

describe("compiling SQL for an engine", () => {
  it.each([
    ["SELECT twice(a) FROM t", "SELECT (a + a) FROM t"],
    ["SELECT pair(a, b)", "SELECT [b, a]"],
    ["SELECT pair(f(a, b), c[1, 2])", "SELECT [c[1, 2], f(a, b)]"],
    ["SELECT twice(twice(a))", "SELECT ((a + a) + (a + a))"],
    ["SELECT pair('a,b)', 'it''s (')", "SELECT ['it''s (', 'a,b)']"],
    ["SELECT 'twice(a)'", "SELECT 'twice(a)'"],
    ["-- it's twice(a)\nSELECT twice(b)", "-- it's twice(a)\nSELECT (b + b)"],
    ["SELECT untwice(a), twice AS x", "SELECT untwice(a), twice AS x"],
    ["SELECT twice(\n  a\n)", "SELECT (a + a)"],
  ])("turns %j into %j", (sql, expected) => {
    expect(compileSql(sql, dialect)).toBe(expected);
  });

  it("says what has no end", () => {
    expect(() => compileSql("SELECT twice(a", dialect)).toThrow("a parenthesis has no end: (a");
    expect(() => compileSql("SELECT twice('a)", dialect)).toThrow("a quoted text has no end");
  });
});

describe("the dataset files", () => {
  const folder = new URL("../../../src/pipeline/datasets/sql/", import.meta.url);
  const files = readdirSync(folder).map(
    (name) => [name, readFileSync(new URL(name, folder), "utf8")] as const,
  );

  it.each(files)("%s uses no function that only one engine has, but those the dialects spell", (_, sql) => {
    const code = sql.replaceAll(/--.*$/gm, "").replaceAll(/'[^']*'/g, "''");
    const called = [...code.matchAll(/\b([a-z_]+)\(/gi)].map(([, name]) => name?.toLowerCase() ?? "");
    const shared = ["coalesce", "cast", "row_number"];
    const spelled = [...Object.keys(duckdbDialect), ...Object.keys(sparkDialect)];
    expect(called.filter((name) => !shared.includes(name) && !spelled.includes(name))).toEqual([]);
  });
});
