import type { Extra } from "../../pings/event-tuple.ts";
import type { NewEntry } from "./history-entry.ts";

/** What we need of firefox-own-events.ts, which has to do with Firefox itself. */
export interface OwnEvent {
  readonly bucket: string;
  readonly timestamp: number;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string | null;
  readonly extra: Extra | null;
}

/**
 * Finds the events of Firefox's own recorder that were not there at the last look. Its storage is only ever read; whether an event is new
 * is told by its place among equal ones, since it has no identity.
 */
export class FirefoxEvents {
  #known = new Map<string, number>();

  /** What is new among these, in their order. */
  findNew(events: readonly OwnEvent[], processStart: number): readonly NewEntry[] {
    const seen = new Map<string, number>();
    const found: NewEntry[] = [];
    for (const event of events) {
      const key = JSON.stringify(event);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      if (count > (this.#known.get(key) ?? 0)) found.push(toEntry(event, processStart));
    }
    this.#known = seen;
    return found;
  }
}

function toEntry(
  { bucket, timestamp, category, method, object, value, extra }: OwnEvent,
  processStart: number,
): NewEntry {
  return {
    state: "firefox",
    pingId: null,
    timestamp,
    wallTime: processStart + timestamp,
    call: "recordEvent",
    ...{ category, method, object, value, extra },
    extraText: null,
    process: bucket,
    source: "firefox",
    notices: [],
  };
}
