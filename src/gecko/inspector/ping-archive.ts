import { type AssembledPing, telemetryArchive } from "../firefox-modules.ts";
import type { PingState, PingWatch } from "./ping-watch.ts";

export interface ListedPing {
  readonly id: string;
  readonly type: string;
  /** ms since 1970. */
  readonly created: number;
  readonly state: PingState;
  /** The telemetry server's last answer, where it was seen. */
  readonly httpStatus: number | null;
}

export interface OpenedPing {
  readonly id: string;
  readonly reason: string | null;
  /** UTF-8 bytes of the ping as JSON, before gzip. */
  readonly bytes: number;
  readonly events: number;
  readonly json: string;
}

const encoder = new TextEncoder();

/** The newest pings of Firefox's own archive, newest first. */
export async function listPings(watch: PingWatch, limit: number): Promise<readonly ListedPing[]> {
  const archived = await telemetryArchive().promiseArchivedPingList();
  const newest = [...archived].sort((a, b) => b.timestampCreated - a.timestampCreated).slice(0, limit);
  return Promise.all(
    newest.map(async ({ id, type, timestampCreated }) => ({
      id,
      type,
      created: timestampCreated,
      state: await watch.stateOf(id),
      httpStatus: watch.replies.of(id),
    })),
  );
}

/** One archived ping. Rejects where the archive does not have it. */
export async function openPing(id: string): Promise<OpenedPing> {
  return describePing(await telemetryArchive().promiseArchivedPingById(id));
}

export function describePing(ping: AssembledPing): OpenedPing {
  const json = JSON.stringify(ping);
  // A custom ping's payload is whatever somebody put there.
  const payload: Record<string, unknown> = ping.payload;
  const { reason = payload.reason } = fieldsOf(payload.info);
  return {
    id: ping.id,
    reason: typeof reason === "string" ? reason : null,
    bytes: encoder.encode(json).length,
    events: countEvents(ping.payload),
    json,
  };
}

/** Events of a main ping by process, or of an event ping. */
function countEvents({ processes, events }: AssembledPing["payload"]): number {
  const groups = Object.values(fieldsOf(processes)).map((section) => fieldsOf(section).events);
  return [...groups, ...Object.values(fieldsOf(events))].reduce<number>(
    (sum, group) => sum + (Array.isArray(group) ? group.length : 0),
    0,
  );
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
