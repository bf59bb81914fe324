import type { EventRecord } from "../../engine/event-record.ts";
import type { Notice } from "../../engine/outcome.ts";
import type { RefusalEntry } from "../../engine/refusal-log.ts";
import type { Extra } from "../../pings/event-tuple.ts";

/**
 * Where an event is on its way out: `pending` with us; `carried` by a ping that Firefox holds or is about to; `sent`;
 * `rejected` (the server said 4xx and Firefox dropped the ping); `archived` (this Firefox does not upload, so the ping stays in its archive);
 * `refused` by the engine; `cleared` by a clearing call or a withdrawn consent; `lost` over the bounds; `firefox` for its own events.
 */
export type EventState =
  | "pending"
  | "carried"
  | "sent"
  | "rejected"
  | "archived"
  | "refused"
  | "cleared"
  | "lost"
  | "firefox";

/** One event or refused call as the panel lists it. */
export interface HistoryEntry {
  /** Place in the list; increases by one with each entry. */
  readonly id: number;
  /** Grows with every change of any entry: what the panel asks for next. */
  readonly rev: number;
  readonly state: EventState;
  /** The ping that took it, from `carried` on. */
  readonly pingId: string | null;
  /** Milliseconds since the parent process started, not floored. */
  readonly timestamp: number;
  /** Milliseconds since 1970. */
  readonly wallTime: number;
  /** The function called; anything but `recordEvent` is here because it was refused. */
  readonly call: string;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string | null;
  readonly extra: Extra | null;
  /** The extra of a refused call, as bounded text: it may have been anything. */
  readonly extraText: string | null;
  /** Process bucket; empty for a refused call. */
  readonly process: string;
  /** An add-on id, a page origin, or `firefox`. */
  readonly source: string;
  /** Why it was refused, or what was changed about it: truncations. */
  readonly notices: readonly Notice[];
}

/** An entry as its source describes it, before the list has a place for it. */
export type NewEntry = Omit<HistoryEntry, "id" | "rev">;

export interface StoredEvent {
  readonly record: EventRecord;
  readonly notices: readonly Notice[];
}

export function storedEntry({ record, notices }: StoredEvent, processStart: number): NewEntry {
  const { timestamp, category, method, object, value, extra, bucket, source } = record;
  return {
    ...{ state: "pending", pingId: null, timestamp, wallTime: processStart + timestamp, call: "recordEvent" },
    ...{ category, method, object, value, extra, extraText: null, process: bucket, source, notices },
  };
}

/** A refused call of a scalar shows the scalar's name as its category and the key as its object. */
export function refusedEntry(
  { timestamp, source, call, notice }: RefusalEntry,
  processStart: number,
): NewEntry {
  return {
    state: "refused",
    pingId: null,
    timestamp,
    wallTime: processStart + timestamp,
    call: call.function,
    category: call.category ?? call.name ?? "",
    method: call.method ?? "",
    object: call.object ?? call.key ?? "",
    value: call.value ?? null,
    extra: null,
    extraText: call.extra ?? null,
    process: "",
    source,
    notices: [notice],
  };
}
