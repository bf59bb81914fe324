import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DAILY_DATASETS, LONGITUDINAL, locateDay } from "./dataset.ts";
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

async function listWindow(out: string, from: string, to: string): Promise<string[]> {
  const source = DAILY_DATASETS.find(({ name }) => name === SOURCE);
  if (source === undefined) throw new Error(`there is no dataset ${SOURCE}`);
  try {
    const names = await readdir(join(out, source.name, source.version));
    const dates = names.flatMap((name) => PARTITION.exec(name)?.[1] ?? []);
    const within = dates.filter((date) => from <= date && date <= to).sort();
    return within.map((date) => join(out, locateDay(source, date)));
  } catch (error) {
    if (isMissing(error)) return [];
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
  const days = await listWindow(out, from, to);
  if (days.length === 0) return null;
  const place = join(LONGITUDINAL, `v${from}${to}`);
  const sql = await readSqlFile("focus-longitudinal");
  const views = [{ name: "focus_window", source: { parquet: days, hive: true } }];
  return { place, job: { views, queries: [{ sql, folder: join(outFolder, place), partitionBy: [] }] } };
}
