import { mkdir, readdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { GeoSetup } from "../decode/worker-messages.ts";
import { listLandingFiles } from "../landing/read-landing.ts";
import { commitSwaps, finishCommit } from "./commit-swaps.ts";
import type { DatasetEngine } from "./dataset-engine.ts";
import { DuckdbEngine } from "./duckdb-engine.ts";
import { DuckdbSession } from "./duckdb-session.ts";
import { describeLongitudinalJob } from "./longitudinal.ts";
import { locateStaging, lockOutput } from "./output-lock.ts";
import { finishParquetFolder } from "./parquet-folder.ts";
import { type DayContext, type RunProgress, runDay, WORK } from "./run-day.ts";
import type { DaySummary, RunSummary } from "./run-summary.ts";

export interface RunOptions {
  readonly landing: string;
  readonly out: string;
  /** Only this submission date, `YYYYMMDD`; every date that has landed when left out. */
  readonly date?: string;
  readonly geo?: GeoSetup;
  /** What runs the dataset queries; DuckDB in this process when left out. */
  readonly engine?: DatasetEngine;
  readonly progress?: RunProgress;
}

/** There is nothing to make datasets of. */
export class NothingLandedError extends Error {
  override readonly name = "NothingLandedError";
}

const QUIET: RunProgress = { onDay: () => undefined, onDecoded: () => undefined, onWriting: () => undefined };

/** DuckDB's share of the 1.5 GiB a run may take; the rest is for the decode workers. */
const DUCKDB_MEMORY = "640MB";

async function listDates(landing: string, date: string | undefined): Promise<string[]> {
  const names =
    date === undefined ? (await readdir(landing)).filter((name) => /^\d{8}$/.test(name)).sort() : [date];
  const dates: string[] = [];
  for (const name of names) {
    const files = await listLandingFiles(landing, name);
    if (files.length > 0) dates.push(name);
  }
  if (dates.length === 0) {
    throw new NothingLandedError(`no landing files in ${landing}${date === undefined ? "" : ` for ${date}`}`);
  }
  return dates;
}

async function runLongitudinal(
  { out, session, engine }: DayContext,
  to: string,
): Promise<RunSummary["longitudinal"]> {
  const folder = join(locateStaging(out), WORK, "out");
  const longitudinal = await describeLongitudinalJob(out, folder, to);
  if (longitudinal === null) return null;
  const { place, job } = longitudinal;
  await engine.run(job);
  const rows = await finishParquetFolder(session, join(folder, place));
  await commitSwaps(out, [{ to: place, from: join(WORK, "out", place) }]);
  return { place, rows };
}

/**
 * Makes the datasets of the landed pings, a submission date at a time: each date's partitions are replaced together and
 * nothing else is touched. May be killed at any instant; the next run is right.
 * @throws NothingLandedError, OutputBusyError, and what the file system and the engine throw
 */
export async function runDatasets(options: RunOptions): Promise<RunSummary> {
  const { landing, out, geo = null, progress = QUIET } = options;
  const dates = await listDates(landing, options.date);
  const unlock = await lockOutput(out);
  try {
    await finishCommit(out);
    const temporaryFolder = join(locateStaging(out), "spill");
    await mkdir(temporaryFolder, { recursive: true });
    const workers = availableParallelism();
    const session = await DuckdbSession.open({
      temporaryFolder,
      memoryLimit: DUCKDB_MEMORY,
      threads: workers,
    });
    try {
      const engine = options.engine ?? new DuckdbEngine(session);
      const context: DayContext = { landing, out, geo, workers, session, engine, progress };
      const days: DaySummary[] = [];
      for (const date of dates) days.push(await runDay(context, date));
      const longitudinal = await runLongitudinal(context, dates.at(-1) ?? "");
      return { days, longitudinal };
    } finally {
      session.close();
      await rm(temporaryFolder, { recursive: true, force: true });
      await rm(join(locateStaging(out), WORK), { recursive: true, force: true });
    }
  } finally {
    await unlock();
  }
}
