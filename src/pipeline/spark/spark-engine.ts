import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { DatasetEngine, DatasetJob } from "../datasets/dataset-engine.ts";
import { locatePyspark, type Spark } from "./find-spark.ts";
import { compileSparkJob } from "./spark-job.ts";
import { SparkError, SparkSession } from "./spark-session.ts";

export interface SparkOptions {
  /** Spark's master URL: `local[2]`, `spark://host:7077`, `yarn`, … */
  readonly master: string;
  /** Settings of Spark, over ours: `spark.executor.memory` to `8g`. */
  readonly settings?: Readonly<Record<string, string>>;
}

const SETTINGS: Readonly<Record<string, string>> = {
  "spark.app.name": "event-telemetry datasets",
  // A job's tables are folders of its own: no metastore.
  "spark.sql.catalogImplementation": "in-memory",
  // 20180608 is a partition's name and no number.
  "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
  "spark.sql.session.timeZone": "UTC",
  "spark.ui.enabled": "false",
  "spark.ui.showConsoleProgress": "false",
  "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
};

/** Quoted as PySpark splits PYSPARK_SUBMIT_ARGS: by the rules of a shell. */
function quoteArgument(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** Runs dataset queries on Spark: one driver for all jobs, which submits them to a master. */
export class SparkEngine implements DatasetEngine {
  readonly #spark: Spark;
  readonly #options: SparkOptions;
  #session: SparkSession | null = null;
  #folder: string | null = null;

  constructor(spark: Spark, options: SparkOptions) {
    this.#spark = spark;
    this.#options = options;
  }

  /** Starts the driver. @throws SparkError when Spark does not start */
  async open(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "event-telemetry-spark-"));
    this.#folder = folder;
    const environment = await this.#describeEnvironment(folder);
    this.#session = await SparkSession.start({ command: this.#spark.python, environment, folder });
  }

  async run(job: DatasetJob, onWritten: (queries: number) => void = () => undefined): Promise<void> {
    if (this.#session === null) throw new SparkError("Spark was not started");
    await this.#session.run(compileSparkJob(job), onWritten);
  }

  async close(): Promise<void> {
    await this.#session?.close();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }

  async #describeEnvironment(folder: string): Promise<NodeJS.ProcessEnv> {
    const { home, java } = this.#spark;
    const { master, settings } = this.#options;
    const all = { ...SETTINGS, "spark.sql.warehouse.dir": join(folder, "warehouse"), ...settings };
    const conf = Object.entries(all).flatMap(([name, value]) => ["--conf", `${name}=${value}`]);
    const submit = ["--master", master, ...conf, "pyspark-shell"].map(quoteArgument).join(" ");
    const paths = [await locatePyspark(this.#spark), process.env.PYTHONPATH ?? ""];
    return {
      // A local Spark needs no name for this machine, which may have none that resolves.
      ...(master.startsWith("local") && { SPARK_LOCAL_IP: "127.0.0.1" }),
      ...process.env,
      ...(java !== null && { JAVA_HOME: java }),
      SPARK_HOME: home,
      PYTHONPATH: paths.filter((path) => path !== "").join(delimiter),
      PYSPARK_SUBMIT_ARGS: submit,
    };
  }
}
