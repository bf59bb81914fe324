import type { HistoryEntry } from "../inspector-api.ts";

/** One event or refused call in the panel's list. */
export type EventRow = HistoryEntry;

/** What a filter can choose values of. */
export const FIELDS = ["category", "method", "object", "source", "state", "process"] as const;
export type Field = (typeof FIELDS)[number];

/** Events read from a file: their ids are below zero, so that they never meet a live one. */
export function isImported(row: EventRow): boolean {
  return row.id < 0;
}

/** The method; for a refused call of another function, that function. */
export function methodOf(row: EventRow): string {
  return row.call === "recordEvent" ? row.method : `${row.call}()`;
}

export function fieldOf(row: EventRow, field: Field): string {
  return field === "method" ? methodOf(row) : row[field];
}

/** The extra on one line, `key=value` after `key=value`; of a refused call, as it was described. Empty for none. */
export function extraText({ extra, extraText: described }: EventRow): string {
  if (extra === null) return described ?? "";
  return Object.entries(extra)
    .map(([key, value]) => `${key}=${value}`)
    .join("  ");
}
