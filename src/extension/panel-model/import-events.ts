import { parse } from "papaparse";
import * as z from "zod/mini";
import { explainFault } from "../../pings/explain-fault.ts";
import type { EventRow } from "./event-fields.ts";
import { CSV_EVENT_COLUMN, FILE_KIND } from "./export-events.ts";
import { exportedEvent, fromExportedEvent, type Mark } from "./exported-event.ts";

export const MAX_IMPORTED_EVENTS = 10_000;

export interface ImportedEvents {
  readonly rows: readonly EventRow[];
  readonly marks: ReadonlyMap<number, Mark>;
}

/** A file is no export of events; the message names the event and the field for a person. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}

const jsonFile = z.union([
  z.array(z.unknown()),
  z.object({ kind: z.literal(FILE_KIND), events: z.array(z.unknown()) }),
]);

/**
 * Reads a file that the panel exported, or one of the same shape: NDJSON, JSON (also a bare array, also over many lines) or CSV, told apart
 * by how it begins. Rows get the ids up to `lastId`, in the file's order: it decides between events of the same millisecond. All or nothing.
 * @throws ImportError naming the event, the field and what was got
 */
export function importEvents(text: string, lastId: number): ImportedEvents {
  const values = readValues(text.replace(/^\ufeff/, ""));
  if (values.length > MAX_IMPORTED_EVENTS) {
    throw new ImportError(`${values.length} events; ${MAX_IMPORTED_EVENTS} at most`);
  }
  const rows: EventRow[] = [];
  const marks = new Map<number, Mark>();
  for (const [index, value] of values.entries()) {
    const event = exportedEvent.safeParse(value);
    if (!event.success) throw new ImportError(`event ${index + 1}: ${explainFault(event.error, value)}`);
    const id = lastId - values.length + 1 + index;
    const { pinned, note } = event.data;
    rows.push(fromExportedEvent(event.data, id));
    if (pinned || note !== "") marks.set(id, { pinned, note });
  }
  return { rows, marks };
}

function readValues(text: string): readonly unknown[] {
  const start = text.trimStart()[0];
  if (start === "[") return readJson(text, "the file");
  if (start !== "{") return readCsv(text);
  const firstLine = text.trimStart().split("\n", 1)[0] ?? "";
  return isJson(firstLine) && !firstLine.includes(`"${FILE_KIND}"`)
    ? readLines(text)
    : readJson(text, "the file");
}

function readLines(text: string): readonly unknown[] {
  const lines = text.split("\n").map((line, index) => ({ line: line.trim(), number: index + 1 }));
  return lines.filter(({ line }) => line !== "").map(({ line, number }) => parseJson(line, `line ${number}`));
}

function readJson(text: string, where: string): readonly unknown[] {
  const value = parseJson(text, where);
  const file = jsonFile.safeParse(value);
  // One event on its own, as «copy as JSON» writes it.
  if (!file.success) return [value];
  return "events" in file.data ? file.data.events : file.data;
}

function readCsv(text: string): readonly unknown[] {
  const [head = [], ...lines] = parse<readonly string[]>(text, { skipEmptyLines: true }).data;
  const column = head.indexOf(CSV_EVENT_COLUMN);
  if (column < 0) {
    throw new ImportError(`neither JSON nor CSV with a column «${CSV_EVENT_COLUMN}»`);
  }
  return lines.map((cells, index) => parseJson(cells[column] ?? "", `row ${index + 1}`));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportError(`${where} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
