import { type EventRow, extraText, methodOf } from "./event-fields.ts";

/** The columns there always are, in their default order; a column of one extra key is `extra:<key>`. */
export const COLUMNS = [
  "state",
  "time",
  "category",
  "method",
  "object",
  "value",
  "extra",
  "source",
  "process",
  "ping",
  "note",
] as const;
export type FixedColumn = (typeof COLUMNS)[number];
export type ColumnId = FixedColumn | "event" | `extra:${string}`;

export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  "state",
  "time",
  "category",
  "method",
  "object",
  "value",
  "extra",
  "source",
];

/** Where there is room for three: the event in one column. */
export const NARROW_COLUMNS: readonly ColumnId[] = ["state", "time", "event"];

/** Where there is not room for each of its parts: the event in one column, in the place of the category. */
export function condenseColumns(columns: readonly ColumnId[]): readonly ColumnId[] {
  const parts: readonly ColumnId[] = ["category", "method", "object"];
  if (!parts.every((part) => columns.includes(part))) return columns;
  return columns.flatMap((column) =>
    column === "category" ? "event" : parts.includes(column) ? [] : column,
  );
}

const EXTRA_PREFIX = "extra:";

export function extraColumn(key: string): ColumnId {
  return `${EXTRA_PREFIX}${key}`;
}

/** The extra key of a column, or null for another column. */
export function extraKeyOf(column: ColumnId): string | null {
  return column.startsWith(EXTRA_PREFIX) ? column.slice(EXTRA_PREFIX.length) : null;
}

export function isColumnId(name: string): name is ColumnId {
  return name === "event" || name.startsWith(EXTRA_PREFIX) || COLUMNS.includes(name as FixedColumn);
}

/** The plain text of a cell as the event has it; times and states get their words where they are shown. */
export function cellText(row: EventRow, column: ColumnId, note: string): string {
  switch (column) {
    case "state":
    case "category":
    case "object":
    case "source":
    case "process":
      return row[column];
    case "method":
      return methodOf(row);
    case "value":
      return row.value ?? "";
    case "extra":
      return extraText(row);
    case "ping":
      return row.pingId ?? "";
    case "time":
      return String(row.timestamp);
    case "note":
      return note;
    case "event":
      return [row.category, methodOf(row), row.object].filter((part) => part !== "").join(" · ");
    default:
      return row.extra?.[extraKeyOf(column) ?? ""] ?? "";
  }
}

/** The column moved by one place, to the front (-1) or to the back (1), where there is one. */
export function moveColumn(columns: readonly ColumnId[], column: ColumnId, by: -1 | 1): readonly ColumnId[] {
  const from = columns.indexOf(column);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return columns;
  const moved = columns.toSpliced(from, 1);
  return moved.toSpliced(to, 0, column);
}

/** Shows or hides a column; a shown one comes last, and the last one cannot be hidden. */
export function toggleColumn(columns: readonly ColumnId[], column: ColumnId): readonly ColumnId[] {
  if (!columns.includes(column)) return [...columns, column];
  return columns.length === 1 ? columns : columns.filter((other) => other !== column);
}
