import { Command, Option } from "commander";
import { type OpenDatasets, openDatasets } from "../pipeline/datasets/open-datasets.ts";
import { type QueryFormat, writeRows } from "./query-formats.ts";
import { UsageError } from "./usage-error.ts";

interface QueryCommandOptions {
  data: string;
  format: QueryFormat;
}

/** `event-telemetry query`: SQL over the datasets. */
export function queryCommand(): Command {
  return new Command("query")
    .description("run SQL over the datasets; each is a table of its own name")
    .argument("<sql>", 'a query: "SELECT event_category, count(*) FROM events GROUP BY 1"')
    .requiredOption("--data <folder>", "the folder of the datasets")
    .addOption(
      new Option("--format <name>", "how rows are printed")
        .choices(["table", "json", "csv"])
        .default("table"),
    )
    .addHelpText(
      "after",
      "\nA map's entry is event_map_values['branch']; partition columns are text. DuckDB's SQL.",
    )
    .action(runQuery);
}

async function runQuery(sql: string, { data, format }: QueryCommandOptions): Promise<void> {
  const datasets = await openDatasets(data);
  try {
    if (datasets.names.length === 0) throw new UsageError(`there are no datasets in ${data}`);
    const { columns, batches } = await datasets.session.stream(sql);
    await writeRows(format, columns, batches, (text) => process.stdout.write(text));
  } catch (error) {
    throw explainQueryFailure(error, datasets);
  } finally {
    await datasets.close();
  }
}

/** DuckDB says what is wrong with a query in words; of a dataset that is not there, say which are. */
function explainQueryFailure(error: unknown, { names }: OpenDatasets): unknown {
  if (error instanceof UsageError || !(error instanceof Error)) return error;
  const missing = /Table with name (\S+) does not exist/.exec(error.message)?.[1];
  if (missing !== undefined) {
    return new UsageError(`there is no dataset ${missing}; there are: ${names.join(", ")}`, { cause: error });
  }
  return new UsageError(error.message, { cause: error });
}
