import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { quoteName } from "../sql-text.ts";
import { finishDeadCommit } from "./commit-swaps.ts";
import { type DatasetFolder, listDatasets } from "./dataset-folders.ts";
import { readParquet } from "./duckdb-engine.ts";
import { DuckdbSession } from "./duckdb-session.ts";
import { createEmptyDatasets } from "./no-rows.ts";
import { selectSnakeCase } from "./snake-case.ts";

/** A DuckDB in which each dataset is a view of its own name. */
export interface OpenDatasets {
  readonly session: DuckdbSession;
  /** The datasets that have rows; the others of {@link DAILY_DATASETS} are there without any. */
  readonly names: readonly string[];
  close(): Promise<void>;
}

const MEMORY = "2GB";

/** Columns in snake case, as upstream's SQL views had them; partition columns are text. */
async function createView(session: DuckdbSession, { name, path }: DatasetFolder): Promise<void> {
  const files = readParquet(path);
  const columns = await session.describe(files);
  const selected = columns.map(([column, type]) => selectSnakeCase(column, type)).join(", ");
  await session.run(`CREATE VIEW ${quoteName(name)} AS SELECT ${selected} FROM (${files})`);
}

/**
 * Opens the datasets of an output folder for queries. A commit that a killed run left unfinished is completed first, so
 * that no day is seen half replaced.
 * @throws the system's error when the folder cannot be read
 */
export async function openDatasets(data: string): Promise<OpenDatasets> {
  await finishDeadCommit(data);
  const datasets = await listDatasets(data);
  const temporaryFolder = await mkdtemp(join(tmpdir(), "event-telemetry-query-"));
  const session = await DuckdbSession.open({
    temporaryFolder,
    memoryLimit: MEMORY,
    threads: availableParallelism(),
  });
  const close = async (): Promise<void> => {
    session.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  };
  try {
    for (const dataset of datasets) await createView(session, dataset);
    await createEmptyDatasets(session, new Set(datasets.map(({ name }) => name)));
  } catch (error) {
    await close();
    throw error;
  }
  return { session, names: datasets.map(({ name }) => name), close };
}
