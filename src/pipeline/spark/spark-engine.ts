import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatasetEngine, DatasetJob } from "../datasets/dataset-engine.ts";
import { writeSparkScript } from "./spark-script.ts";

/** Spark could not be started, or refused or failed a job. */
export class SparkError extends Error {
  override readonly name = "SparkError";
}

const SETTINGS: Readonly<Record<string, string>> = {
  // A job's tables are folders of its own: no metastore.
  "spark.sql.catalogImplementation": "in-memory",
  // 20180608 is a partition's name and no number.
  "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
  "spark.sql.session.timeZone": "UTC",
  "spark.ui.enabled": "false",
  "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
};

const KEPT_OUTPUT = 64 * 1024;

/** The part of Spark's log that says what went wrong. */
function explainFailure(log: string): string {
  const lines = log.split("\n").filter((line) => line.trim() !== "" && !/ (?:WARN|INFO) /.test(line));
  const first = lines.findIndex((line) => /error|exception/i.test(line));
  return lines
    .slice(Math.max(0, first), Math.max(0, first) + 12)
    .join("\n")
    .trim();
}

/** Runs dataset queries with `spark-sql`, which submits them to a master. */
export class SparkEngine implements DatasetEngine {
  readonly #program: string;
  readonly #master: string;

  /**
   * @param program the path of `spark-sql`
   * @param master Spark's master URL: `local[2]`, `spark://host:7077`, `yarn`, …
   */
  constructor(program: string, master: string) {
    this.#program = program;
    this.#master = master;
  }

  async run(job: DatasetJob): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "event-telemetry-spark-"));
    try {
      const script = join(folder, "job.sql");
      await writeFile(script, writeSparkScript(job));
      await this.#submit(script, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #submit(script: string, folder: string): Promise<void> {
    const settings = { ...SETTINGS, "spark.sql.warehouse.dir": join(folder, "warehouse") };
    const conf = Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]);
    const isLocal = this.#master.startsWith("local");
    // A local Spark needs no name for this machine, which may have none that resolves.
    const environment = isLocal ? { SPARK_LOCAL_IP: "127.0.0.1", ...process.env } : process.env;
    const child = spawn(this.#program, ["--master", this.#master, ...conf, "-f", script], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let log = "";
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text: string) => {
      log = (log + text).slice(-KEPT_OUTPUT);
    });
    const stop = () => child.kill();
    process.once("exit", stop);
    return new Promise<void>((resolve, reject) => {
      child.on("error", (cause) =>
        reject(new SparkError(`Spark did not start: ${cause.message}`, { cause })),
      );
      child.on("close", (code) => {
        process.off("exit", stop);
        if (code === 0) resolve();
        else reject(new SparkError(`Spark failed with code ${code}: ${explainFailure(log)}`));
      });
    });
  }
}
