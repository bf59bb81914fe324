import { listActiveAddons, listDisabledAddons, readAddon } from "./active-addons.ts";
import type { MalformedEvent } from "./decoded-events.ts";
import { readExperimentDetails, readExperiments } from "./experiments.ts";
import { readMainEvents } from "./main-events.ts";
import { readMeasures } from "./main-measures.ts";
import { type JsonObject, objectAt, type ParsedPayload } from "./parse-json.ts";
import { project, projectColumns } from "./project.ts";
import { readSearchCounts } from "./search-counts.ts";
import { ValueStringifier } from "./stringify-value.ts";
import { measureSubmissionLatency, parseClientDate, type SubmissionTime } from "./submission-time.ts";
import { mainPingColumns, mainTable } from "./table-main.ts";
import { readUserPrefs } from "./user-prefs.ts";

/** The keyed scalar in which each process counts its own events; add-ons' are counted apart. */
const EVENT_COUNTS = {
  parent: "telemetry.event_counts",
  content: "telemetry.event_counts",
  gpu: "telemetry.event_counts",
  dynamic: "telemetry.dynamic_event_counts",
} as const;

function readEventCounts(processes: JsonObject): unknown {
  const counts: JsonObject = {};
  for (const [process, scalar] of Object.entries(EVENT_COUNTS)) {
    const found = objectAt(objectAt(objectAt(processes, process), "keyedScalars"), scalar);
    if (found !== undefined) counts[process] = found;
  }
  return mainTable.event_counts === undefined ? undefined : project(mainTable.event_counts, counts);
}

function addAddonColumns(row: JsonObject, environment: JsonObject | undefined, payload: JsonObject): void {
  const addons = objectAt(environment, "addons");
  const active = objectAt(addons, "activeAddons");
  const theme = objectAt(addons, "theme");
  const xpi = objectAt(objectAt(payload, "addonDetails"), "XPI");
  row.active_addons = active && listActiveAddons(active);
  row.active_addons_count = active && Object.keys(active).length;
  row.disabled_addons_ids = xpi && listDisabledAddons(xpi, active);
  row.active_theme = theme && readAddon(theme.id ?? "MISSING", theme);
}

/** The row of a validated main ping, without its metadata, and the events that are in no dataset. */
export function decodeMain(
  { document, text }: ParsedPayload,
  time: SubmissionTime,
): { row: JsonObject; malformed: MalformedEvent[] } {
  const environment = objectAt(document, "environment");
  const payload = objectAt(document, "payload") ?? {};
  const processes = objectAt(payload, "processes") ?? {};
  const userPrefs = objectAt(objectAt(environment, "settings"), "userPrefs");
  const searches = objectAt(objectAt(payload, "keyedHistograms"), "SEARCH_COUNTS");
  const { events, malformed } = readMainEvents(processes, new ValueStringifier(text));
  const row = projectColumns(mainPingColumns, document);
  row.submission_latency = measureSubmissionLatency(time, document.creationDate) ?? undefined;
  row.session_start_millis = parseClientDate(objectAt(payload, "info")?.sessionStartDate) ?? undefined;
  row.events = events.process.length === 0 ? undefined : events;
  row.experiments = readExperiments(environment);
  row.experiments_details = readExperimentDetails(environment);
  row.search_counts = searches && readSearchCounts(searches);
  row.user_prefs = userPrefs && readUserPrefs(userPrefs);
  row.measures = readMeasures(payload);
  row.event_counts = readEventCounts(processes);
  addAddonColumns(row, environment, payload);
  return { row, malformed };
}
