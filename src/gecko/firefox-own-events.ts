import { type Bucket, DATASET_PRERELEASE_CHANNELS } from "../engine/event-record.ts";
import type { Extra } from "../pings/event-tuple.ts";
import { findEventFault, type WireEvent } from "../pings/wire-event.ts";

/** An event that Firefox itself recorded and still holds. It travels in Firefox's own event ping, never in ours. */
export interface FirefoxOwnEvent {
  readonly readOnly: true;
  /** Process bucket as Firefox names it. */
  readonly bucket: Bucket | (string & {});
  /** Whole milliseconds since the parent process started, on the same clock as our own events. */
  readonly timestamp: number;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string | null;
  readonly extra: Extra | null;
}

/**
 * The events that Firefox's own code recorded and Firefox has not sent yet, oldest first over all processes: those with
 * a Glean event that is mirrored to nsITelemetry (`telemetry_mirror` in Firefox's metrics.yaml). Reading takes nothing
 * away from Firefox. It keeps an event until its own event ping takes it: at most an hour (EventPing.sys.mjs).
 * @throws Error naming the process and the position of an event that is not as Firefox documents it
 */
export function readFirefoxOwnEvents(): FirefoxOwnEvent[] {
  const snapshot = Services.telemetry.snapshotEvents(DATASET_PRERELEASE_CHANNELS, false);
  return Object.entries(snapshot)
    .flatMap(([bucket, events]) => events.map((event, at) => parseEvent(bucket, event, at)))
    .sort((one, other) => one.timestamp - other.timestamp);
}

function parseEvent(bucket: string, event: unknown[], at: number): FirefoxOwnEvent {
  const fault = findEventFault(event);
  if (fault !== null) {
    throw new Error(`Firefox's event ${at} of process ${bucket} is not one: ${fault.expected} expected`);
  }
  const [timestamp, category, method, object, value = null, extra = null] = event as unknown as WireEvent;
  return { readOnly: true, bucket, timestamp, category, method, object, value, extra: extra as Extra | null };
}
