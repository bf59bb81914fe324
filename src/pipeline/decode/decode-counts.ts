import type { DecodedLine, Table } from "./decode-record.ts";

/** What decoding did, for the summary at the end of a run. */
export interface DecodeCounts {
  /** Bytes of landing files. */
  bytes: number;
  /** Records read; each is one kept document or one refusal. */
  records: number;
  /** Lines that were no record: never acknowledged, skipped. */
  torn: number;
  /** Documents kept, by table, every copy; `refusal` counts rows, of refused messages and of malformed events. */
  rows: Record<Table, number>;
}

export function noCounts(): DecodeCounts {
  return {
    bytes: 0,
    records: 0,
    torn: 0,
    rows: { main: 0, event: 0, mobile_event: 0, focus_event: 0, other: 0, refusal: 0 },
  };
}

/** Counts one decoded record. */
export function countRecord(counts: DecodeCounts, lines: readonly DecodedLine[]): void {
  counts.records += 1;
  for (const { table } of lines) counts.rows[table] += 1;
}

/** Adds `more` to `counts`. */
export function addCounts(counts: DecodeCounts, more: DecodeCounts): void {
  counts.bytes += more.bytes;
  counts.records += more.records;
  counts.torn += more.torn;
  for (const table of Object.keys(more.rows) as Table[]) counts.rows[table] += more.rows[table];
}
