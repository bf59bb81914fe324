import type { Columns } from "../decode/column.ts";
import type { Table } from "../decode/decode-record.ts";
import { eventTable, mobileTable, otherTable, refusalTable } from "../decode/table-events.ts";
import { mainTable } from "../decode/table-main.ts";

/** The decoded tables and their columns. */
export const DECODED_TABLES: Readonly<Record<Table, Columns>> = {
  main: mainTable,
  event: eventTable,
  mobile_event: mobileTable,
  focus_event: mobileTable,
  other: otherTable,
  refusal: refusalTable,
};

/** Tables of documents, and the views of their first copies that the dataset files read. */
const DOCUMENT_VIEWS = {
  main: "main_pings",
  event: "event_pings",
  mobile_event: "mobile_event_pings",
  focus_event: "focus_event_pings",
  other: "other_pings",
} as const;

const DOCUMENT_COLUMNS =
  "row_key, submission_timestamp, submission_micros, document_namespace, document_type, document_version, document_id";

/** The name under which a decoded table itself is known. */
export function nameDecoded(table: Table): string {
  return `decoded_${table}`;
}

/** All documents of the day, every copy. Comes before `duplicates`. */
export const documentsView: readonly [name: string, query: string] = [
  "documents",
  Object.keys(DOCUMENT_VIEWS)
    .map((table) => `SELECT ${DOCUMENT_COLUMNS} FROM ${nameDecoded(table as Table)}`)
    .join(" UNION ALL "),
];

/**
 * The first copy of each document by table, and the refusals. A malformed event of a later copy was counted with the
 * first one. These need `duplicates`.
 */
export const firstCopyViews: readonly (readonly [name: string, query: string])[] = [
  ...Object.entries(DOCUMENT_VIEWS).map(
    ([table, view]) =>
      [view, `SELECT * FROM ${nameDecoded(table as Table)} ANTI JOIN duplicates USING (row_key)`] as const,
  ),
  ["refusals", `SELECT * FROM ${nameDecoded("refusal")} ANTI JOIN duplicates USING (row_key)`],
];
