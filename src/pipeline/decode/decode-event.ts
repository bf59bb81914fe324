import type { MalformedEvent } from "./decoded-events.ts";
import { readEventPingEvents } from "./event-ping-events.ts";
import { readAllExperiments } from "./experiments.ts";
import { type JsonObject, objectAt } from "./parse-json.ts";
import { project } from "./project.ts";
import { eventTable } from "./table-events.ts";

/** The row of a validated event ping, without its metadata, and the events that are in no dataset. */
export function decodeEvent(document: JsonObject): { row: JsonObject; malformed: MalformedEvent[] } {
  const environment = objectAt(document, "environment");
  const os = objectAt(objectAt(environment, "system"), "os");
  const payload = objectAt(document, "payload");
  const { events, malformed } = readEventPingEvents(objectAt(payload, "events") ?? {});
  const row: JsonObject = {
    locale: objectAt(environment, "settings")?.locale,
    os: os?.name,
    os_version: os?.version,
    experiments: readAllExperiments(environment),
    payload: eventTable.payload && project(eventTable.payload, payload),
    events,
  };
  return { row, malformed };
}
