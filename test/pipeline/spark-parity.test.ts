import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DAILY_DATASETS, LONGITUDINAL } from "../../src/pipeline/datasets/dataset.ts";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { type RunSummary, totalRefused, totalWritten } from "../../src/pipeline/datasets/run-summary.ts";
import { LandingSink } from "../../src/pipeline/simulate/landing-sink.ts";
import { runSimulation } from "../../src/pipeline/simulate/run-simulation.ts";
import { resolveOptions } from "../../src/pipeline/simulate/simulation-options.ts";
import { SparkEngine } from "../../src/pipeline/spark/spark-engine.ts";
import { compareDatasets } from "../support/compare-datasets.ts";
import { runCommand } from "../support/datasets-process.ts";
import { hashFolder } from "../support/hash-folder.ts";
import { queryDatasets } from "../support/read-datasets.ts";
import { isSparkRequired, SMALL_SPARK, spark } from "../support/spark.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

const folder = useSuiteFolder();
const at = (name: string) => join(folder(), name);
const DATASETS = [...DAILY_DATASETS.map(({ name }) => name), LONGITUDINAL];
/** Late pings come until two weeks after; three days have enough of them. */
const DAYS = ["20261101", "20261102", "20261103"];

it.runIf(isSparkRequired)("there is a Spark to test with", () => {
  expect(spark).not.toBeNull();
});

describe.runIf(spark !== null)("Spark, over the same landing as DuckDB", () => {
  let made: { duckdb: RunSummary; spark: RunSummary };

  beforeAll(async () => {
    const settings = resolveOptions({
      clients: 450,
      days: 2,
      mobile: 0.3,
      focus: 0.25,
      heavyClients: 1,
      heavyEvents: 140_000,
      duplicates: 0.04,
      late: 0.15,
      malformed: 0.04,
      histograms: 5,
    });
    await runSimulation(settings, new LandingSink(at("landing"), settings));
    for (const date of await readdir(at("landing"))) {
      if (!DAYS.includes(date)) await rm(at(`landing/${date}`), { recursive: true });
    }
    if (spark === null) throw new Error("no Spark");
    const landing = at("landing");
    made = {
      duckdb: await runDatasets({ landing, out: at("duckdb") }),
      spark: await runDatasets({ landing, out: at("spark"), engine: new SparkEngine(spark, SMALL_SPARK) }),
    };
  }, 900_000);

  it("reads 200,000 events and more, and copies, late and malformed pings", async () => {
    expect(totalWritten(made.duckdb).events).toBeGreaterThan(200_000);
    const { messages, malformedEvents } = totalRefused(made.duckdb);
    expect(malformedEvents).toBeGreaterThan(0);
    expect(Object.keys(messages)).toEqual(
      expect.arrayContaining(["Duplicate Duplicate", "ParsePayload SchemaValidation", "ParseUri InvalidUri"]),
    );
    const [late] = await queryDatasets(
      at("duckdb"),
      "SELECT count(*) AS pings FROM main_summary WHERE client_submission_latency > 86400",
    );
    expect(Number(late?.pings)).toBeGreaterThan(2);
    const [heavy] = await queryDatasets(
      at("duckdb"),
      "SELECT count(*) AS events FROM events GROUP BY client_id, submission_date_s3 ORDER BY 1 DESC LIMIT 1",
    );
    expect(Number(heavy?.events)).toBeGreaterThan(100_000);
  });

  it("counts the same: read, refused and written", () => {
    expect(made.spark).toEqual(made.duckdb);
  });

  it.each(DATASETS)("writes the same columns and rows of %s", async (name) => {
    const { rows, onlyFirst, onlySecond, columns } = await compareDatasets(
      at(`duckdb/${name}`),
      at(`spark/${name}`),
    );
    expect(columns[1]).toEqual(columns[0]);
    expect([onlyFirst, onlySecond]).toEqual([[], []]);
    expect(rows).toBe(totalWritten(made.duckdb)[name]);
  });

  it.each(DATASETS)(
    "lays %s out in the same folders, with nothing beside the Parquet files",
    async (name) => {
      const list = async (out: string) => {
        const entries = await readdir(at(`${out}/${name}`), { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile());
        expect(files.filter((file) => !/^[^._].*\.parquet$/.test(file.name))).toEqual([]);
        return [...new Set(files.map((file) => file.parentPath.slice(at(out).length)))].sort();
      };
      expect(await list("spark")).toEqual(await list("duckdb"));
    },
  );

  it("as a command replaces one date again and nothing else", { timeout: 600_000 }, async () => {
    await cp(at("landing/20261102"), at("relanded/20261103"), { recursive: true });
    const before = await hashFolder(at("spark"));
    const flags = Object.entries(SMALL_SPARK.settings ?? {}).flatMap(([name, value]) => [
      "--spark-conf",
      `${name}=${value}`,
    ]);
    const folders = ["--landing", at("relanded"), "--date", "20261103"];
    const { code, output, errors } = await runCommand(
      ...["datasets", ...folders, "--out", at("spark"), "--engine", "spark", "--master", SMALL_SPARK.master],
      ...flags,
    );
    expect(code, errors).toBe(0);
    expect(errors).toBe("");
    expect(output).toMatch(/^read [\d,]+ records .* of 1 day, 20261103, in /);
    const after = await hashFolder(at("spark"));
    const changed = Object.keys({ ...before, ...after }).filter((file) => before[file] !== after[file]);
    expect(changed.length).toBeGreaterThan(10);
    expect(changed.filter((file) => !/submission_date_s3=20261103|v\d{8}20261103/.test(file))).toEqual([]);
    const [again] = await queryDatasets(
      at("spark"),
      `SELECT count(*) FILTER (submission_date_s3 = '20261103') = count(*) FILTER (submission_date_s3 = '20261102')
        AS same FROM events`,
    );
    expect(again?.same).toBe(true);
  });
});
