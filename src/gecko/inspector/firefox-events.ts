import type { Extra } from "../../pings/event-tuple.ts";
import type { NewEntry } from "./history-entry.ts";

/** What `Services.telemetry.snapshotEvents` gives: tuples by process. */
export type FirefoxSnapshot = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/**
 * Finds the events of Firefox's own recorder that were not there at the last look. Its storage is only ever read; whether an event is new
 * is told by its place among equal ones, since a tuple has no identity.
 */
export class FirefoxEvents {
  #known = new Map<string, number>();

  /** What is new in this snapshot, in its order. */
  findNew(snapshot: FirefoxSnapshot, processStart: number): readonly NewEntry[] {
    const seen = new Map<string, number>();
    const found: NewEntry[] = [];
    for (const [process, tuples] of Object.entries(snapshot)) {
      for (const tuple of tuples) {
        const key = `${process} ${JSON.stringify(tuple)}`;
        const count = (seen.get(key) ?? 0) + 1;
        seen.set(key, count);
        if (count > (this.#known.get(key) ?? 0)) found.push(toEntry(process, tuple, processStart));
      }
    }
    this.#known = seen;
    return found;
  }
}

function toEntry(process: string, tuple: readonly unknown[], processStart: number): NewEntry {
  const [timestamp, category, method, object, value, extra] = tuple;
  return {
    state: "firefox",
    pingId: null,
    timestamp: Number(timestamp),
    wallTime: processStart + Number(timestamp),
    call: "recordEvent",
    category: String(category),
    method: String(method),
    object: String(object),
    value: typeof value === "string" ? value : null,
    extra: typeof extra === "object" ? ((extra ?? null) as Extra | null) : null,
    extraText: null,
    process,
    source: "firefox",
    notices: [],
  };
}
