import { telemetrySession } from "./firefox-modules.ts";

/** The running Firefox session, as its pings name it. Ids are null before Telemetry has set itself up. */
export interface Session {
  readonly sessionId: string | null;
  readonly subsessionId: string | null;
}

/** Firefox's own session and subsession ids, read anew at each call: a subsession split changes them. */
export function currentSession(): Session {
  const { sessionId, subsessionId } = telemetrySession().getMetadata("gather-payload");
  return { sessionId, subsessionId };
}

/**
 * Wall-clock start of this process in ms since the epoch, rounded to the minute (halves up) as the event ping's
 * `processStartTimestamp` asks: docs/data/event-ping.rst.
 */
export function processStartTimestamp(now: number, msSinceProcessStart: number): number {
  return Math.round((now - msSinceProcessStart) / 60_000) * 60_000;
}
