import { InvalidArgumentError, Option } from "commander";
import type { DatasetEngine } from "../pipeline/datasets/dataset-engine.ts";
import { findSpark } from "../pipeline/spark/find-spark.ts";
import { SparkEngine } from "../pipeline/spark/spark-engine.ts";
import { UsageError } from "./usage-error.ts";

/** Which engine runs the dataset queries, as the command line names it. */
export interface EngineOptions {
  readonly engine: "duckdb" | "spark";
  readonly master?: string;
  readonly sparkConf?: Readonly<Record<string, string>>;
}

const DEFAULT_MASTER = "local[*]";

const NO_SPARK = `there is no Spark here. Do one of these and run it again:
  npm run setup:spark           installs one in this project's folder (PySpark, and Java on Debian)
  pip install pyspark           for python3, with Java 17 or 21 installed
  export SPARK_HOME=<folder>    names a Spark you have; a spark-submit on the PATH is found too
or leave --engine spark out: DuckDB makes the same datasets on one machine`;

function collectSetting(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^(spark\.[^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("expected a setting of Spark, such as spark.executor.memory=8g");
  }
  return { ...before, [name]: value };
}

export const engineOptions: readonly Option[] = [
  new Option("--engine <name>", "what runs the queries").choices(["duckdb", "spark"]).default("duckdb"),
  new Option(
    "--master <url>",
    `Spark's master, with --engine spark: local[2], spark://host:7077, yarn, k8s://… (default: ${DEFAULT_MASTER})`,
  ),
  new Option("--spark-conf <name=value>", "a setting of Spark; may be repeated").argParser(collectSetting),
];

/** The engine that was asked for; undefined for the one that needs no asking. */
export async function openEngine(
  options: EngineOptions,
  find = findSpark,
): Promise<DatasetEngine | undefined> {
  const { engine, master, sparkConf } = options;
  if (engine !== "spark") {
    if (master === undefined && sparkConf === undefined) return undefined;
    throw new UsageError("--master and --spark-conf are Spark's: add --engine spark");
  }
  const spark = await find();
  if (spark === null) throw new UsageError(NO_SPARK);
  return new SparkEngine(spark, {
    master: master ?? DEFAULT_MASTER,
    ...(sparkConf && { settings: sparkConf }),
  });
}
