import { addCounts, type DecodeCounts, noCounts } from "../decode/decode-counts.ts";

/** What a run did with one submission date. */
export interface DaySummary {
  readonly date: string;
  readonly decoded: DecodeCounts;
  /** Rows written, by dataset. */
  readonly written: Readonly<Record<string, number>>;
  readonly refused: RefusedCounts;
}

/** What is in `errors`, and so in no other dataset. */
export interface RefusedCounts {
  /** Messages by step and kind of fault: `ParsePayload SchemaValidation`. */
  readonly messages: Readonly<Record<string, number>>;
  readonly malformedEvents: number;
}

/** What a run read, wrote and refused. */
export interface RunSummary {
  readonly days: readonly DaySummary[];
  /** The longitudinal's folder and its rows, or null when there were no focus pings. */
  readonly longitudinal: { readonly place: string; readonly rows: number } | null;
}

/** The counts of all days together. */
export function totalDecoded({ days }: RunSummary): DecodeCounts {
  const total = noCounts();
  for (const { decoded } of days) addCounts(total, decoded);
  return total;
}

/** What was refused, of all days together. */
export function totalRefused({ days }: RunSummary): RefusedCounts {
  const messages: Record<string, number> = {};
  let malformedEvents = 0;
  for (const { refused } of days) {
    malformedEvents += refused.malformedEvents;
    for (const [reason, count] of Object.entries(refused.messages)) {
      messages[reason] = (messages[reason] ?? 0) + count;
    }
  }
  return { messages, malformedEvents };
}

/** Rows written by dataset, of all days together. */
export function totalWritten({ days, longitudinal }: RunSummary): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { written } of days) {
    for (const [name, rows] of Object.entries(written)) total[name] = (total[name] ?? 0) + rows;
  }
  if (longitudinal !== null) total.focus_events_longitudinal = longitudinal.rows;
  return total;
}
