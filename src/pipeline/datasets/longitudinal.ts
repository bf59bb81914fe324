import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { quoteText } from "../sql-text.ts";
import { DAILY_DATASETS, LONGITUDINAL } from "./dataset.ts";
import type { DatasetJob } from "./dataset-engine.ts";
import { isMissing } from "./missing-file.ts";
import { readSqlFile } from "./sql-files.ts";

const SOURCE = "telemetry_focus_event_parquet";
const WINDOW_MONTHS = 6;
const PARTITION = /^submission_date_s3=(\d{8})$/;

/** The date six months before, `20261124` → `20260524`; a day the month has not got becomes its last. */
export function startWindow(to: string): string {
  const [year, month, day] = [Number(to.slice(0, 4)), Number(to.slice(4, 6)), Number(to.slice(6, 8))];
  const lastDay = new Date(Date.UTC(year, month - WINDOW_MONTHS, 0)).getUTCDate();
  const start = new Date(Date.UTC(year, month - 1 - WINDOW_MONTHS, Math.min(day, lastDay)));
  return start.toISOString().slice(0, 10).replaceAll("-", "");
}

/** Whether the source has a day within the window. */
async function hasDays(folder: string, from: string, to: string): Promise<boolean> {
  try {
    const dates = (await readdir(folder)).flatMap((name) => PARTITION.exec(name)?.[1] ?? []);
    return dates.some((date) => from <= date && date <= to);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

export interface LongitudinalJob {
  /** Below the output folder: `focus_events_longitudinal/v2026052420261124`. */
  readonly place: string;
  readonly job: DatasetJob;
}

/** What makes the longitudinal of the six months to a date out of the days in `out`; null without focus pings in them. */
export async function describeLongitudinalJob(
  out: string,
  outFolder: string,
  to: string,
): Promise<LongitudinalJob | null> {
  const from = startWindow(to);
  const source = DAILY_DATASETS.find(({ name }) => name === SOURCE);
  if (source === undefined) throw new Error(`there is no dataset ${SOURCE}`);
  const history = join(out, source.name, source.version);
  if (!(await hasDays(history, from, to))) return null;
  const place = join(LONGITUDINAL, `v${from}${to}`);
  const within = `SELECT * FROM focus_history WHERE submission_date_s3 BETWEEN ${quoteText(from)} AND ${quoteText(to)}`;
  const views = [
    { name: "focus_history", source: { parquet: history, grown: true } },
    { name: "focus_window", source: { sql: within } },
  ];
  const query = {
    sql: await readSqlFile("focus-longitudinal"),
    folder: join(outFolder, place),
    partitionBy: [],
  };
  return { place, job: { views, queries: [query] } };
}
