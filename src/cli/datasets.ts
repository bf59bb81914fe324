import { Command, Option } from "commander";
import type { DatasetEngine } from "../pipeline/datasets/dataset-engine.ts";
import { OutputBusyError } from "../pipeline/datasets/output-lock.ts";
import { NothingLandedError, type RunOptions, runDatasets } from "../pipeline/datasets/run-datasets.ts";
import { findSparkSql } from "../pipeline/spark/find-spark.ts";
import { SparkEngine, SparkError } from "../pipeline/spark/spark-engine.ts";
import { showDatasetProgress } from "./dataset-progress.ts";
import { describeRun } from "./describe-run.ts";
import { parseSubmissionDate } from "./parse-submission-date.ts";
import { UsageError } from "./usage-error.ts";

interface DatasetsCommandOptions {
  landing: string;
  out: string;
  date?: string;
  geo?: string;
  geoCities?: string;
  engine: "duckdb" | "spark";
  master: string;
}

/** `event-telemetry datasets`: decodes what has landed and makes the datasets of it. */
export function datasetsCommand(): Command {
  return new Command("datasets")
    .description("decode the landed pings and make the datasets of them, a submission date at a time")
    .requiredOption("--landing <folder>", "the folder the edges write to")
    .requiredOption("--out <folder>", "the folder of the datasets; what a date had there is replaced")
    .option(
      "--date <YYYYMMDD>",
      "only this submission date (default: every date that has landed)",
      parseSubmissionDate,
    )
    .option("--geo <file>", "a MaxMind-format database (.mmdb) to tell countries by (default: ??)")
    .option("--geo-cities <file>", "GeoNames ids, one a line, of the cities that may be told (default: none)")
    .addOption(
      new Option("--engine <name>", "what runs the queries").choices(["duckdb", "spark"]).default("duckdb"),
    )
    .option("--master <url>", "Spark's master, with --engine spark", "local[*]")
    .action(makeDatasets);
}

async function makeDatasets(options: DatasetsCommandOptions): Promise<void> {
  const progress = showDatasetProgress();
  const started = performance.now();
  try {
    const summary = await runDatasets({ ...(await describeOptions(options)), progress });
    progress.stop();
    console.log(describeRun(summary, performance.now() - started));
  } catch (error) {
    progress.stop();
    if (isForTheUser(error)) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function isForTheUser(error: unknown): error is Error {
  return (
    error instanceof NothingLandedError || error instanceof OutputBusyError || error instanceof SparkError
  );
}

async function describeOptions(options: DatasetsCommandOptions): Promise<RunOptions> {
  const { landing, out, date, geo, geoCities, engine, master } = options;
  return {
    landing,
    out,
    ...(date !== undefined && { date }),
    ...(geo !== undefined && { geo: { database: geo, cities: geoCities ?? null } }),
    ...(engine === "spark" && { engine: await openSpark(master) }),
  };
}

async function openSpark(master: string): Promise<DatasetEngine> {
  const program = await findSparkSql();
  if (program !== null) return new SparkEngine(program, master);
  throw new UsageError(
    "there is no Spark: set SPARK_HOME, put spark-submit on the PATH, or run scripts/setup-spark.sh",
  );
}
