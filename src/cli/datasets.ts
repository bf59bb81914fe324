import { Command } from "commander";
import { OutputBusyError } from "../pipeline/datasets/output-lock.ts";
import { NothingLandedError, type RunOptions, runDatasets } from "../pipeline/datasets/run-datasets.ts";
import { SparkError } from "../pipeline/spark/spark-session.ts";
import { type EngineOptions, engineOptions, openEngine } from "./dataset-engine-options.ts";
import { showDatasetProgress } from "./dataset-progress.ts";
import { describeRun } from "./describe-run.ts";
import { parseSubmissionDate } from "./parse-submission-date.ts";
import { UsageError } from "./usage-error.ts";

interface DatasetsCommandOptions extends EngineOptions {
  landing: string;
  out: string;
  date?: string;
  geo?: string;
  geoCities?: string;
}

const EXAMPLES = `
examples:
  event-telemetry datasets --landing landing --out data
  event-telemetry datasets --landing landing --out data --date 20261124
  event-telemetry datasets --landing /shared/landing --out /shared/data --engine spark --master spark://host:7077 \\
    --spark-conf spark.executor.memory=8g

With Spark, both folders must have the same path on every machine of the cluster (docs/cluster.md).`;

/** `event-telemetry datasets`: decodes what has landed and makes the datasets of it. */
export function datasetsCommand(): Command {
  const command = new Command("datasets")
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
    .addHelpText("after", EXAMPLES)
    .action(makeDatasets);
  for (const option of engineOptions) command.addOption(option);
  return command;
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
  const { landing, out, date, geo, geoCities } = options;
  const engine = await openEngine(options);
  return {
    landing,
    out,
    ...(date !== undefined && { date }),
    ...(geo !== undefined && { geo: { database: geo, cities: geoCities ?? null } }),
    ...(engine !== undefined && { engine }),
  };
}
