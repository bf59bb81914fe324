import { type Columns, flag, int } from "./column.ts";
import {
  findHistogram,
  type Histogram,
  readBoolean,
  readHighestBucket,
  readMean,
  readSum,
} from "./histogram.ts";
import { type JsonObject, objectAt } from "./parse-json.ts";
import { project } from "./project.ts";

type Reader = (payload: JsonObject) => unknown;

const histogram =
  (name: string, read: (histogram: Histogram) => unknown): Reader =>
  (payload) =>
    read(findHistogram(payload.histograms, name));

const keyedSum =
  (name: string, key: string): Reader =>
  (payload) =>
    readSum(findHistogram(payload.keyedHistograms, name, key));

const simple =
  (name: string): Reader =>
  (payload) =>
    objectAt(payload, "simpleMeasurements")?.[name];

/** The scalar of the parent process where a newer Firefox has it, else the old simple measurement. */
const scalarOrSimple =
  (scalar: string, name: string): Reader =>
  (payload) => {
    const scalars = objectAt(objectAt(objectAt(payload, "processes"), "parent"), "scalars");
    const value = scalars?.[scalar];
    return Number.isInteger(value) ? value : simple(name)(payload);
  };

const FLAGS: Readonly<Record<string, Reader>> = {
  fxa_configured: histogram("FXA_CONFIGURED", readBoolean),
  sync_configured: histogram("WEAVE_CONFIGURED", readBoolean),
};

const NUMBERS: Readonly<Record<string, Reader>> = {
  sync_count_desktop: histogram("WEAVE_DEVICE_COUNT_DESKTOP", readHighestBucket),
  sync_count_mobile: histogram("WEAVE_DEVICE_COUNT_MOBILE", readHighestBucket),
  plugin_hangs: keyedSum("SUBPROCESS_CRASHES_WITH_DUMP", "pluginhang"),
  aborts_plugin: keyedSum("SUBPROCESS_ABNORMAL_ABORT", "plugin"),
  aborts_content: keyedSum("SUBPROCESS_ABNORMAL_ABORT", "content"),
  aborts_gmplugin: keyedSum("SUBPROCESS_ABNORMAL_ABORT", "gmplugin"),
  crashes_detected_plugin: keyedSum("SUBPROCESS_CRASHES_WITH_DUMP", "plugin"),
  crashes_detected_content: keyedSum("SUBPROCESS_CRASHES_WITH_DUMP", "content"),
  crashes_detected_gmplugin: keyedSum("SUBPROCESS_CRASHES_WITH_DUMP", "gmplugin"),
  crash_submit_attempt_main: keyedSum("PROCESS_CRASH_SUBMIT_ATTEMPT", "main-crash"),
  crash_submit_attempt_content: keyedSum("PROCESS_CRASH_SUBMIT_ATTEMPT", "content-crash"),
  crash_submit_attempt_plugin: keyedSum("PROCESS_CRASH_SUBMIT_ATTEMPT", "plugin-crash"),
  crash_submit_success_main: keyedSum("PROCESS_CRASH_SUBMIT_SUCCESS", "main-crash"),
  crash_submit_success_content: keyedSum("PROCESS_CRASH_SUBMIT_SUCCESS", "content-crash"),
  crash_submit_success_plugin: keyedSum("PROCESS_CRASH_SUBMIT_SUCCESS", "plugin-crash"),
  shutdown_kill: keyedSum("SUBPROCESS_KILL_HARD", "ShutDownKill"),
  devtools_toolbox_opened_count: histogram("DEVTOOLS_TOOLBOX_OPENED_COUNT", readSum),
  places_bookmarks_count: histogram("PLACES_BOOKMARKS_COUNT", readMean),
  places_pages_count: histogram("PLACES_PAGES_COUNT", readMean),
  push_api_notify: histogram("PUSH_API_NOTIFY", readSum),
  web_notification_shown: histogram("WEB_NOTIFICATION_SHOWN", readSum),
  active_ticks: scalarOrSimple("browser.engagement.active_ticks", "activeTicks"),
  first_paint: scalarOrSimple("timestamps.first_paint", "firstPaint"),
  main: simple("main"),
  session_restored: simple("sessionRestored"),
  total_time: simple("totalTime"),
  blank_window_shown: simple("blankWindowShown"),
};

/** The columns of `main_summary` that come out of histograms, scalars and simple measurements. */
export const measureColumns: Columns = Object.fromEntries([
  ...Object.keys(FLAGS).map((name) => [name, flag]),
  ...Object.keys(NUMBERS).map((name) => [name, int]),
]);

const READERS = Object.entries({ ...FLAGS, ...NUMBERS });

/** Reads {@link measureColumns} out of a main ping's payload; what is absent or of the wrong shape is left out. */
export function readMeasures(payload: JsonObject): JsonObject {
  const measures: JsonObject = {};
  for (const [name, read] of READERS) {
    const column = measureColumns[name];
    const value = column === undefined ? undefined : project(column, read(payload));
    if (value !== undefined) measures[name] = value;
  }
  return measures;
}
