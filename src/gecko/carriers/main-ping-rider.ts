import type { Engine } from "../../engine/engine.ts";
import type { EventRecord } from "../../engine/event-record.ts";
import { groupByProcess } from "../../engine/event-tuples.ts";
import type { AssembledPing, ProcessSection } from "../firefox-modules.ts";
import { countThatFit, pingFileBytes } from "./ping-size.ts";

/** The mission's hard limit for one main ping; what is over it leaves in event pings. */
export const MAIN_PING_EVENT_LIMIT = 500;

/** Reasons that end a subsession and are sent for good; an aborted-session copy must not take events along. */
const RIDDEN_REASONS = new Set(["daily", "environment-change", "shutdown"]);

/** True for a main ping that Firefox assembled for the running session and is about to archive and send. */
export function mayRide(ping: AssembledPing, sessionId: string | null): boolean {
  const info = ping.payload.info;
  return (
    ping.type === "main" &&
    info !== undefined &&
    info.sessionId === sessionId &&
    RIDDEN_REASONS.has(info.reason)
  );
}

/**
 * Takes the oldest pending events, at most 500 and no more than fit, and puts them into the ping at
 * `payload.processes.<process>.events`. The ping is Firefox's own clone of the payload: nobody else sees the change.
 */
export function rideMainPing(engine: Engine, ping: AssembledPing): readonly EventRecord[] {
  const limit = chooseEvents(engine, ping).length;
  if (limit === 0) {
    return [];
  }
  const records = engine.queue.take(ping.id, { limit });
  putEvents(ping, records);
  return records;
}

/** The oldest pending events, at most 500 and no more than fit beside what the ping holds. */
export function chooseEvents(engine: Engine, ping: AssembledPing): readonly EventRecord[] {
  const oldest = engine.queue.list({ limit: MAIN_PING_EVENT_LIMIT });
  return oldest.length === 0 ? [] : oldest.slice(0, countThatFit(oldest, pingFileBytes(ping)));
}

export function putEvents(ping: AssembledPing, records: readonly EventRecord[]): void {
  for (const [process, events] of Object.entries(groupByProcess(records))) {
    const section = processSection(ping, process);
    section.events = [...(section.events ?? []), ...events];
  }
}

/** The counts and scalars of the subsession, beside Firefox's own: `processes.<process>.scalars` and `.keyedScalars`. */
export function addScalars(engine: Engine, ping: AssembledPing, endOfSubsession: boolean): void {
  const plain = engine.getSnapshotForScalars("main", endOfSubsession, true);
  for (const [process, scalars] of Object.entries(plain)) {
    const section = processSection(ping, process);
    section.scalars = { ...section.scalars, ...scalars };
  }
  const keyed = engine.getSnapshotForKeyedScalars("main", endOfSubsession, true);
  for (const [process, scalars] of Object.entries(keyed)) {
    const section = processSection(ping, process);
    section.keyedScalars = { ...section.keyedScalars, ...scalars };
  }
}

function processSection(ping: AssembledPing, process: string): ProcessSection {
  ping.payload.processes ??= {};
  ping.payload.processes[process] ??= { scalars: {}, keyedScalars: {} };
  return ping.payload.processes[process];
}
