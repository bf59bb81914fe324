import type { Engine } from "../../engine/engine.ts";
import { addScalars, chooseEvents, putEvents } from "../carriers/main-ping-rider.ts";
import { type AssembledPing, telemetryController } from "../firefox-modules.ts";

/**
 * The main ping as it would leave now, with the events and counts it would take; nothing is taken. Null while telemetry is off. Its reason is
 * Firefox's own for a look, `gather-subsession-payload`.
 */
export function previewMainPing(engine: Engine, withEvents: boolean): AssembledPing | null {
  const current = telemetryController().getCurrentPingData(true);
  if (current === null) {
    return null;
  }
  // Firefox may keep parts of the payload; ours go into a copy.
  const ping = JSON.parse(JSON.stringify(current)) as AssembledPing;
  addScalars(engine, ping, false);
  if (withEvents) {
    putEvents(ping, chooseEvents(engine, ping));
  }
  return ping;
}
