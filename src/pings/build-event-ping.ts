import type { EventsByProcess } from "./event-tuple.ts";

/** Why an event ping was sent: an hour passed, too many were pending, or the session ended. */
export type EventPingReason = "periodic" | "max" | "shutdown";

/** At most this many events go into one event ping: docs/data/event-ping.rst. */
export const EVENT_PING_LIMIT = 1_000;

/** The session an event ping speaks of, which after a kill is not the running one. */
export interface PingSession {
  readonly sessionId: string;
  readonly subsessionId: string;
  /** ms since the epoch, rounded to the minute. */
  readonly processStart: number;
}

export interface EventPingPayload {
  readonly reason: EventPingReason;
  readonly processStartTimestamp: number;
  readonly sessionId: string;
  readonly subsessionId: string;
  /** Events dropped over the bounds since the last event ping. */
  readonly lostEventsCount: number;
  readonly events: EventsByProcess;
}

/** The payload of a ping of type `event`; the envelope is Firefox's. */
export function buildEventPing(
  reason: EventPingReason,
  session: PingSession,
  events: EventsByProcess,
  lostEventsCount: number,
): EventPingPayload {
  return {
    reason,
    processStartTimestamp: session.processStart,
    sessionId: session.sessionId,
    subsessionId: session.subsessionId,
    lostEventsCount,
    events,
  };
}
