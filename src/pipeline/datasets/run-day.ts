import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DecodeCounts } from "../decode/decode-counts.ts";
import type { DecodeTask } from "../decode/decode-file.ts";
import { decodeFiles } from "../decode/decode-pool.ts";
import type { GeoSetup } from "../decode/worker-messages.ts";
import { listLandingFiles } from "../landing/read-landing.ts";
import { commitSwaps, type Swap } from "./commit-swaps.ts";
import { convertPart, createTables } from "./convert-parts.ts";
import { DAILY_DATASETS, ERRORS, locateDay } from "./dataset.ts";
import type { DatasetEngine } from "./dataset-engine.ts";
import { describeDayJob } from "./day-job.ts";
import { readParquet } from "./duckdb-engine.ts";
import type { DuckdbSession } from "./duckdb-session.ts";
import { locateStaging } from "./output-lock.ts";
import { finishParquetFolder, hasParquet } from "./parquet-folder.ts";
import type { DaySummary, RefusedCounts } from "./run-summary.ts";

/** What happens during a run, for whoever shows it. */
export interface RunProgress {
  /** The engine starts; a Spark takes its time. */
  onStarting(): void;
  /** A day begins: this many bytes of landing files. */
  onDay(date: string, bytes: number): void;
  onDecoded(counts: DecodeCounts): void;
  /** All is decoded: of a date's, or the longitudinal's, queries this many are written. */
  onWriting(what: string, written: number, of: number): void;
}

export interface DayContext {
  readonly landing: string;
  readonly out: string;
  /** The folder below staging in which this run works. */
  readonly work: string;
  readonly geo: GeoSetup | null;
  readonly workers: number;
  readonly session: DuckdbSession;
  readonly engine: DatasetEngine;
  readonly progress: RunProgress;
}

async function listTasks(landing: string, date: string): Promise<DecodeTask[]> {
  const paths = await listLandingFiles(landing, date);
  return Promise.all(
    paths.map(async (path, fileNumber) => ({ path, fileNumber, date, bytes: (await stat(path)).size })),
  );
}

/** Decodes the day's landing files into Parquet tables; parts are converted while others are still decoded. */
async function decodeDay(
  context: DayContext,
  files: readonly DecodeTask[],
  work: string,
): Promise<DecodeCounts> {
  const { geo, workers, session, progress } = context;
  const parts = join(work, "parts");
  const decoded = join(work, "decoded");
  await mkdir(parts, { recursive: true });
  await createTables(session, decoded);
  let converting = Promise.resolve();
  const counts = await decodeFiles({
    files,
    folder: parts,
    geo,
    workers,
    onPart: (part) => {
      converting = converting.then(() => convertPart(session, decoded, part));
      // Handled below; without this an early failure would end the process before the workers do.
      converting.catch(() => undefined);
    },
    onProgress: (soFar) => progress.onDecoded(soFar),
  });
  await converting;
  return counts;
}

/** Counts and tidies what the engine wrote, and lists what takes the place of what. */
async function finishDay({ out, work, session }: DayContext, date: string) {
  const written: Record<string, number> = {};
  const swaps: Swap[] = [];
  for (const dataset of DAILY_DATASETS) {
    const place = locateDay(dataset, date);
    let rows = 0;
    for (const { folder } of dataset.parts) {
      rows += await finishParquetFolder(session, join(locateStaging(out), work, "out", place, folder));
    }
    written[dataset.name] = rows;
    swaps.push({ to: place, from: rows === 0 ? null : join(work, "out", place) });
  }
  return { written, swaps };
}

/** Reads what was refused out of the day's `errors`, before it is swapped in. */
async function countRefused(session: DuckdbSession, folder: string): Promise<RefusedCounts> {
  const messages: Record<string, number> = {};
  let malformedEvents = 0;
  const rows = (await hasParquet(folder)) ? await session.readRows(countErrors(folder)) : [];
  for (const { error_type, exception_class, messages: count, malformed } of rows) {
    malformedEvents += Number(malformed ?? 0);
    if (error_type !== "MalformedEvent") messages[`${error_type} ${exception_class}`] = Number(count);
  }
  return { messages, malformedEvents };
}

function countErrors(folder: string): string {
  return (
    `SELECT error_type, exception_class, count(*) AS messages, sum(malformed_events)::BIGINT AS malformed ` +
    `FROM (${readParquet(folder)}) GROUP BY ALL ORDER BY ALL`
  );
}

/** Makes one submission date's partition of every dataset anew and swaps them in together. */
export async function runDay(context: DayContext, date: string): Promise<DaySummary> {
  const { landing, out, engine, progress } = context;
  const work = join(locateStaging(out), context.work);
  const files = await listTasks(landing, date);
  progress.onDay(
    date,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const decoded = await decodeDay(context, files, work);
  const job = await describeDayJob(join(work, "decoded"), join(work, "out"), date);
  const showWritten = (queries: number) => progress.onWriting(date, queries, job.queries.length);
  showWritten(0);
  await engine.run(job, showWritten);
  const { written, swaps } = await finishDay(context, date);
  const refused = await countRefused(context.session, join(work, "out", locateDay(ERRORS, date)));
  await commitSwaps(out, swaps);
  for (const folder of ["decoded", "out", "parts"])
    await rm(join(work, folder), { recursive: true, force: true });
  return { date, decoded, written, refused };
}
