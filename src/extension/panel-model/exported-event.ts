import * as z from "zod/mini";
import type { EventRow } from "./event-fields.ts";

/** A pin and a note that a person put on an event. */
export interface Mark {
  readonly pinned: boolean;
  readonly note: string;
}

const notice = z.object({
  code: z.string(),
  surface: z.enum(["throw", "error", "warning", "silent"]),
  message: z.string(),
  field: z.string(),
  limit: z.nullable(z.number()),
  used: z.optional(z.number()),
  got: z.string(),
});

const STATES = [
  "pending",
  "carried",
  "sent",
  "rejected",
  "archived",
  "refused",
  "cleared",
  "lost",
  "firefox",
] as const;

/** An event in a file: everything the panel knows of it, under plain names. */
export const exportedEvent = z.object({
  /** Wall-clock time, ISO 8601, UTC. */
  time: z.iso.datetime(),
  /** Milliseconds since Firefox started. */
  timestamp: z.number().check(z.nonnegative()),
  category: z.string(),
  method: z.string(),
  object: z.string(),
  value: z.nullable(z.string()),
  extra: z.nullable(z.record(z.string(), z.string())),
  extraText: z._default(z.nullable(z.string()), null),
  process: z._default(z.string(), ""),
  source: z._default(z.string(), ""),
  state: z._default(z.enum(STATES), "pending"),
  pingId: z._default(z.nullable(z.string()), null),
  call: z._default(z.string(), "recordEvent"),
  notices: z._default(z.array(notice), []),
  pinned: z._default(z.boolean(), false),
  note: z._default(z.string(), ""),
});

export type ExportedEvent = z.output<typeof exportedEvent>;

export function toExportedEvent(row: EventRow, mark: Mark | undefined): ExportedEvent {
  const { timestamp, category, method, object, value, extra, process, source, state, pingId, call } = row;
  return {
    time: new Date(row.wallTime).toISOString(),
    ...{ timestamp, category, method, object, value, extra: extra === null ? null : { ...extra } },
    extraText: row.extraText,
    ...{ process, source, state, pingId, call, notices: [...row.notices] },
    pinned: mark?.pinned ?? false,
    note: mark?.note ?? "",
  };
}

/** The row of an event from a file; `id` is below zero. */
export function fromExportedEvent(event: ExportedEvent, id: number): EventRow {
  const { time, pinned: _, note: __, notices, ...rest } = event;
  return {
    ...rest,
    id,
    rev: 0,
    wallTime: Date.parse(time),
    notices: notices.map(({ used, ...known }) => (used === undefined ? known : { ...known, used })),
  };
}
