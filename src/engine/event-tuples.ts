import type { EventsByProcess, EventTuple } from "../pings/event-tuple.ts";
import type { EventRecord } from "./event-record.ts";

/**
 * The event as it travels: 4 elements, 5 with a value, 6 with an extra (null in the value's place where there is none), never a
 * trailing null. The timestamp is floored here, not when it was read. The extra is a copy: changing it changes no stored event.
 */
export function toTuple(record: EventRecord): EventTuple {
  const { category, method, object, value, extra } = record;
  const timestamp = Math.floor(record.timestamp);
  if (extra !== null) return [timestamp, category, method, object, value, { ...extra }];
  if (value !== null) return [timestamp, category, method, object, value];
  return [timestamp, category, method, object];
}

/** The tuples of the records by process bucket, in the order given; a bucket without events is absent. */
export function groupByProcess(records: Iterable<EventRecord>): EventsByProcess {
  const groups: Record<string, EventTuple[]> = {};
  for (const record of records) {
    const group = groups[record.bucket];
    if (group) group.push(toTuple(record));
    else groups[record.bucket] = [toTuple(record)];
  }
  return groups;
}
