import type { FirefoxOwnEvent } from "../firefox-own-events.ts";
import type { NewEntry } from "./history-entry.ts";

/**
 * Finds the events of Firefox's own recorder that were not there at the last look. Its storage is only ever read; whether an event is new
 * is told by its place among equal ones, since it has no identity.
 */
export class FirefoxEvents {
  #known = new Map<string, number>();

  /** What is new among these, in their order. */
  findNew(events: readonly FirefoxOwnEvent[], processStart: number): readonly NewEntry[] {
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

function toEntry({ readOnly: _, bucket, ...event }: FirefoxOwnEvent, processStart: number): NewEntry {
  return {
    state: "firefox",
    pingId: null,
    wallTime: processStart + event.timestamp,
    call: "recordEvent",
    ...event,
    extraText: null,
    process: bucket,
    source: "firefox",
    notices: [],
  };
}
