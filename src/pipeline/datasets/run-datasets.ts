import { mkdir, readdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { GeoSetup } from "../decode/worker-messages.ts";
import { listLandingFiles } from "../landing/read-landing.ts";
import { commitSwaps, finishCommit } from "./commit-swaps.ts";
import { LONGITUDINAL } from "./dataset.ts";
import type { DatasetEngine } from "./dataset-engine.ts";
import { DuckdbEngine } from "./duckdb-engine.ts";
import { DuckdbSession } from "./duckdb-session.ts";
import { describeLongitudinalJob } from "./longitudinal.ts";
import { isMissing } from "./missing-file.ts";
import { locateStaging, lockOutput } from "./output-lock.ts";
import { finishParquetFolder } from "./parquet-folder.ts";
import { type DayContext, type RunProgress, runDay } from "./run-day.ts";
import type { DaySummary, RunSummary } from "./run-summary.ts";

export interface RunOptions {
  readonly landing: string;
  readonly out: string;
  /** Only this submission date, `YYYYMMDD`; every date that has landed when left out. */
  readonly date?: string;
  readonly geo?: GeoSetup;
  /** What runs the dataset queries, opened and closed by the run; DuckDB in this process when left out. */
  readonly engine?: DatasetEngine;
  readonly progress?: RunProgress;
}

/** There is nothing to make datasets of. */
export class NothingLandedError extends Error {
  override readonly name = "NothingLandedError";
}

const QUIET: RunProgress = {
  onStarting: () => undefined,
  onDay: () => undefined,
  onDecoded: () => undefined,
  onWriting: () => undefined,
};

/** DuckDB's share of the 1.5 GiB a run may take; the rest is for the decode workers. */
const DUCKDB_MEMORY = "640MB";

async function listLandedDates(landing: string): Promise<string[]> {
  try {
    return (await readdir(landing)).filter((name) => /^\d{8}$/.test(name)).sort();
  } catch (error) {
    if (isMissing(error)) throw new NothingLandedError(`there is no landing folder ${landing}`);
    throw error;
  }
}

async function listDates(landing: string, date: string | undefined): Promise<string[]> {
  const landed = await listLandedDates(landing);
  const names = date === undefined ? landed : [date];
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
  { out, work, session, engine, progress }: DayContext,
  to: string,
): Promise<RunSummary["longitudinal"]> {
  const folder = join(locateStaging(out), work, "out");
  const longitudinal = await describeLongitudinalJob(out, folder, to);
  if (longitudinal === null) return null;
  const { place, job } = longitudinal;
  progress.onWriting(LONGITUDINAL, 0, job.queries.length);
  await engine.run(job);
  const rows = await finishParquetFolder(session, join(folder, place));
  await commitSwaps(out, [{ to: place, from: rows === 0 ? null : join(work, "out", place) }]);
  return { place, rows };
}

/** Runs every date and then the longitudinal, in a work folder that is gone afterwards. */
async function runDates(options: RunOptions, dates: readonly string[]): Promise<RunSummary> {
  const { landing, out, geo = null, progress = QUIET } = options;
  // A name of its own: what an orphan of a killed run may still write must not land in ours.
  const work = `run-${process.pid}-${Date.now().toString(36)}`;
  const temporaryFolder = join(locateStaging(out), work, "spill");
  await mkdir(temporaryFolder, { recursive: true });
  const workers = availableParallelism();
  const session = await DuckdbSession.open({ temporaryFolder, memoryLimit: DUCKDB_MEMORY, threads: workers });
  const engine: DatasetEngine = options.engine ?? new DuckdbEngine(session);
  try {
    progress.onStarting();
    await engine.open?.();
    const context: DayContext = { landing, out, work, geo, workers, session, engine, progress };
    const days: DaySummary[] = [];
    for (const date of dates) days.push(await runDay(context, date));
    return { days, longitudinal: await runLongitudinal(context, dates.at(-1) ?? "") };
  } finally {
    await engine.close?.();
    session.close();
    await rm(join(locateStaging(out), work), { recursive: true, force: true });
  }
}

/** Removes what killed runs left in staging. The caller holds the lock, and no commit is unfinished. */
async function clearStaging(out: string): Promise<void> {
  const staging = locateStaging(out);
  for (const name of await readdir(staging)) {
    if (name.startsWith("run-")) await rm(join(staging, name), { recursive: true, force: true });
  }
}

/**
 * Makes the datasets of the landed pings, a submission date at a time: each date's partitions are replaced together and
 * nothing else is touched. May be killed at any instant; the next run is right.
 * @throws NothingLandedError, OutputBusyError, and what the file system and the engine throw
 */
export async function runDatasets(options: RunOptions): Promise<RunSummary> {
  const dates = await listDates(options.landing, options.date);
  const unlock = await lockOutput(options.out);
  try {
    await finishCommit(options.out);
    await clearStaging(options.out);
    return await runDates(options, dates);
  } finally {
    await unlock();
  }
}
