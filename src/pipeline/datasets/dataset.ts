/** One SQL file's output: a folder of Parquet. */
export interface DatasetPart {
  /** Name of the file in `sql/`, without `.sql`. */
  readonly sql: string;
  /** Below the day's partition; empty for the partition itself. */
  readonly folder: string;
  /** Hive partition columns inside the folder, as the query names them. */
  readonly partitionBy: readonly string[];
}

/** A dataset with a partition a day. */
export interface DailyDataset {
  readonly name: string;
  readonly version: string;
  readonly parts: readonly DatasetPart[];
}

const whole = (sql: string, partitionBy: readonly string[] = []): DatasetPart => ({
  sql,
  folder: "",
  partitionBy,
});

/** Every message and event that is in no other dataset, and why. */
export const ERRORS: DailyDataset = { name: "errors", version: "v1", parts: [whole("errors")] };

/** Everything a run writes a partition of, a day. */
export const DAILY_DATASETS: readonly DailyDataset[] = [
  { name: "main_summary", version: "v4", parts: [whole("main-summary", ["sample_id"])] },
  {
    name: "events",
    version: "v1",
    parts: [
      { sql: "events-main", folder: "doc_type=main", partitionBy: [] },
      { sql: "events-event", folder: "doc_type=event", partitionBy: [] },
    ],
  },
  {
    name: "telemetry_mobile_event_parquet",
    version: "v2",
    parts: [whole("mobile-event", ["app_name", "os"])],
  },
  { name: "telemetry_focus_event_parquet", version: "v1", parts: [whole("focus-event", ["channel"])] },
  { name: "other_pings", version: "v1", parts: [whole("other-pings")] },
  ERRORS,
];

export const LONGITUDINAL = "focus_events_longitudinal";

/** Where a day of a dataset lies below the output folder: `events/v1/submission_date_s3=20261124`. */
export function locateDay({ name, version }: DailyDataset, date: string): string {
  return `${name}/${version}/submission_date_s3=${date}`;
}
