import type { PingSession } from "../pings/build-event-ping.ts";
import { telemetrySession } from "./firefox-modules.ts";

/**
 * Wall-clock start of this process in ms since the epoch, rounded to the minute (halves up) as the event ping's
 * `processStartTimestamp` asks: docs/data/event-ping.rst.
 */
function processStartTimestamp(): number {
  return Math.round((Date.now() - Services.telemetry.msSinceProcessStart()) / 60_000) * 60_000;
}

/** Computed once, as the old event ping did: a jump of the system clock must not move a session's start. */
const processStart = processStartTimestamp();
/** For a Firefox whose Telemetry does not run and so has no session of its own. */
const ownSessionId = Services.uuid.generateUUID().toString().slice(1, -1);

/** The running session as Firefox's own pings name it, read anew at each call: a subsession split changes it. */
export function currentSession(): PingSession {
  const { sessionId, subsessionId } = telemetrySession().getMetadata("gather-payload");
  return { sessionId: sessionId ?? ownSessionId, subsessionId: subsessionId ?? ownSessionId, processStart };
}
