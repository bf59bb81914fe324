import { unparse } from "papaparse";
import type { EventRow } from "./event-fields.ts";
import { type ExportedEvent, type Mark, toExportedEvent } from "./exported-event.ts";
import { visibleJson, visibleText } from "./visible-text.ts";

/** The kinds of file that events are exported to and imported from. */
export const FILE_FORMATS = ["ndjson", "json", "csv"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  ndjson: "application/x-ndjson",
  json: "application/json",
  csv: "text/csv",
};

/** The mark at the head of a JSON file of ours. */
export const FILE_KIND = "event-telemetry-events";

/** The CSV column that holds the whole event; import reads this one alone, the others are for eyes and spreadsheets. */
export const CSV_EVENT_COLUMN = "event";

/** Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection), full-width forms included. Tabs and breaks are symbols by then. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;

/** The same after what another spreadsheet takes for the end of a cell: not every one separates by commas, or heeds quotes. */
const LATER_FORMULA = /([;,\t|]["'\s]*)([=+\-@＝＋－＠])/g;

export function exportEvents(
  rows: readonly EventRow[],
  marks: ReadonlyMap<number, Mark>,
  format: FileFormat,
): string {
  const events = rows.map((row) => toExportedEvent(row, marks.get(row.id)));
  switch (format) {
    case "ndjson":
      return events.map((event) => `${visibleJson(event)}\n`).join("");
    case "json":
      return `${visibleJson({ kind: FILE_KIND, version: 1, events }, 1)}\n`;
    case "csv":
      return unparse(events.map(toCells), { escapeFormulae: FORMULA, quotes: true, newline: "\r\n" });
  }
}

function toCells(event: ExportedEvent): Record<string, string> {
  const [reason] = event.notices;
  const cells = {
    time: event.time,
    timestamp: String(event.timestamp),
    category: event.category,
    method: event.method,
    object: event.object,
    value: event.value ?? "",
    extra: event.extra === null ? (event.extraText ?? "") : visibleJson(event.extra),
    process: event.process,
    source: event.source,
    state: event.state,
    reason: reason === undefined ? "" : `${reason.code} ${reason.field}`,
    ping: event.pingId ?? "",
    pinned: event.pinned ? "yes" : "",
    note: event.note,
  };
  const shown = Object.entries(cells).map(([name, text]) => [
    name,
    visibleText(text).replace(LATER_FORMULA, "$1'$2"),
  ]);
  return { ...Object.fromEntries(shown), [CSV_EVENT_COLUMN]: jsonWithoutFormulas(event) };
}

/** JSON is the same with a sign written as its escape; outside of texts none of these follows a separator. */
function jsonWithoutFormulas(event: ExportedEvent): string {
  return visibleJson(event).replace(
    LATER_FORMULA,
    (_, before: string, sign: string) => `${before}\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
