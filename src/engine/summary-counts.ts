import type { EventDefinition } from "./event-definition.ts";
import type { Bucket } from "./event-record.ts";
import { DYNAMIC_EVENT_COUNTS, EVENT_COUNTS } from "./scalar-definition.ts";
import { addToKey, type ScalarParts } from "./scalar-recorder.ts";

/**
 * Counts events by `category#method#object`, those of disabled categories and past the storage limit included: Firefox's own in
 * `telemetry.event_counts` of the process, an add-on's in `telemetry.dynamic_event_counts` of `dynamic`. Past 500 keys a new key is
 * only counted as turned away; the event itself is still stored.
 */
export function countEvent(scalars: ScalarParts): (definition: EventDefinition, bucket: Bucket) => void {
  return ({ builtin, key }, bucket) =>
    addToKey(scalars, bucket, builtin ? EVENT_COUNTS : DYNAMIC_EVENT_COUNTS, key);
}
