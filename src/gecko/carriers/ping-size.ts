import type { EventRecord } from "../../engine/event-record.ts";
import { tupleBytes } from "../../engine/tuple-bytes.ts";

/**
 * Firefox deletes a pending ping whose file is over 1 MiB when it loads it (TelemetryStorage, PING_FILE_MAXIMUM_SIZE_BYTES),
 * so a ping with events stays well under that, uncompressed.
 */
const PING_BYTES = 1_000_000;
/** Client id, application, environment: what an event ping has beside its payload, generously. */
export const ENVELOPE_BYTES = 150_000;

const encoder = new TextEncoder();

/** How many of the records, from the first on, fit beside what the ping holds already; at least one. */
export function countThatFit(records: readonly EventRecord[], pingBytes: number): number {
  let room = PING_BYTES - pingBytes;
  let count = 0;
  for (const record of records) {
    room -= tupleBytes(record) + 1;
    if (room < 0) {
      break;
    }
    count += 1;
  }
  return Math.max(count, Math.min(records.length, 1));
}

/** Bytes of the ping's file as Firefox would write it. */
export function pingFileBytes(ping: object): number {
  return encoder.encode(JSON.stringify(ping)).length;
}
