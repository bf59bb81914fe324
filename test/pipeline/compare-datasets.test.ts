import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DuckdbSession } from "../../src/pipeline/datasets/duckdb-session.ts";
import { compareDatasets } from "../support/compare-datasets.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

/** Writes the rows of a query to a folder of Parquet, and says where. */
async function write(name: string, query: string): Promise<string> {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, name));
  const session = await DuckdbSession.open({ temporaryFolder: folder, memoryLimit: "200MB", threads: 1 });
  await session.copy(query, join(folder, name, "part.parquet"), "FORMAT parquet");
  session.close();
  return folder;
}

const ROWS =
  "SELECT unnest([1, 1, 2]) AS n, MAP {'a': 1, 'b': 2} AS m, [{'x': MAP {'c': NULL, 'd': 'e'}}] AS l";

// The comparison that says Spark and DuckDB agree must be able to say that they do not.
describe("comparing two datasets", () => {
  it.each([
    ["the rows in another order", `${ROWS} ORDER BY n DESC`],
    ["a map's entries in another order", ROWS.replace("'a': 1, 'b': 2", "'b': 2, 'a': 1")],
    ["a nested map's entries in another order", ROWS.replace("'c': NULL, 'd': 'e'", "'d': 'e', 'c': NULL")],
  ])("does not mind %s", async (_, other) => {
    const compared = await compareDatasets(await write("day=1", ROWS), await write("day=1", other));
    expect(compared).toMatchObject({ rows: 3, onlyFirst: [], onlySecond: [] });
    expect(compared.columns[0]).toEqual(compared.columns[1]);
  });

  it.each([
    ["a row less often", ROWS.replace("[1, 1, 2]", "[1, 2]"), 1, 0],
    ["a row more", ROWS.replace("[1, 1, 2]", "[1, 1, 2, 3]"), 0, 1],
    ["another value in a map", ROWS.replace("'b': 2", "'b': 3"), 3, 3],
    ["no value in a nested map", ROWS.replace("'d': 'e'", "'d': NULL"), 3, 3],
    ["a null for a list", `SELECT n, m, CASE WHEN n < 2 THEN l END AS l FROM (${ROWS})`, 1, 1],
  ])("finds %s", async (_, other, onlyFirst, onlySecond) => {
    const compared = await compareDatasets(await write("day=1", ROWS), await write("day=1", other));
    expect([compared.onlyFirst.length, compared.onlySecond.length]).toEqual([onlyFirst, onlySecond]);
  });

  it("finds another partition", async () => {
    const compared = await compareDatasets(await write("day=1", ROWS), await write("day=01", ROWS));
    expect([compared.onlyFirst.length, compared.onlySecond.length]).toEqual([3, 3]);
  });

  it.each([
    ["type", ROWS.replace("[1, 1, 2]", "[1::BIGINT, 1, 2]")],
    ["name of a field", ROWS.replace("'x'", "'y'")],
    ["name of a column", ROWS.replace("AS n", "AS o")],
  ])("shows another %s", async (_, other) => {
    const { columns } = await compareDatasets(await write("day=1", ROWS), await write("day=1", other));
    expect(columns[0]).not.toEqual(columns[1]);
  });
});
