import { describeEventFault, findEventHeadFault } from "../../pings/wire-event.ts";
import { type DecodedEvents, EventLists, type MalformedEvent } from "./decoded-events.ts";
import { isJsonObject, type JsonObject } from "./parse-json.ts";
import type { ValueStringifier } from "./stringify-value.ts";

/** The key under which the process rides in the map; an event's own entry of that name wins. */
const PROCESS_KEY = "telemetry_process";

/**
 * The fault of an event by `main_summary`'s rule, or null. Kept are 4 items, 5 with a string, 6 with a string or null and
 * an object; an object's values may be anything.
 */
function findFault(event: unknown): string | null {
  const fault = findEventHeadFault(event);
  if (fault !== null) return describeEventFault(fault);
  const items = event as readonly unknown[];
  const value = items[4];
  switch (items.length) {
    case 4:
      return null;
    case 5:
      return typeof value === "string" ? null : ".value: expected a string (5 items)";
    default:
      if (typeof value !== "string" && value !== null) return ".value: expected a string or null";
      return isJsonObject(items[5]) ? null : ".extra: expected an object (6 items)";
  }
}

/** The event's own map with the process in it, all values as text. Rewritten in place: the document is ours. */
function readExtra(
  process: string,
  extra: JsonObject,
  path: readonly (string | number)[],
  stringifier: ValueStringifier,
): JsonObject {
  for (const key in extra) {
    const value = extra[key];
    if (typeof value !== "string") extra[key] = stringifier.stringify(value, [...path, key]);
  }
  if (!Object.hasOwn(extra, PROCESS_KEY)) extra[PROCESS_KEY] = process;
  return extra;
}

/**
 * The events of every process of a main ping, `dynamic` (add-ons) among them. Upstream read parent, content, gpu and
 * dynamic only and lost the rest; malformed events are handed back instead of dropped in silence.
 */
export function readMainEvents(processes: JsonObject, stringifier: ValueStringifier): DecodedEvents {
  const events = new EventLists();
  const malformed: MalformedEvent[] = [];
  for (const process of Object.keys(processes)) {
    const sent = (processes[process] as JsonObject | null | undefined)?.events;
    if (sent === undefined) continue;
    const place = `payload.processes.${process}.events`;
    if (!Array.isArray(sent)) {
      malformed.push({ message: `${place}: expected an array`, event: sent });
      continue;
    }
    for (const [index, event] of sent.entries()) {
      const fault = findFault(event);
      if (fault !== null) {
        malformed.push({ message: `${place}[${index}]${fault}`, event });
        continue;
      }
      const path = ["payload", "processes", process, "events", index, 5];
      events.add(process, event, event[4] ?? null, readExtra(process, event[5] ?? {}, path, stringifier));
    }
  }
  return { events, malformed };
}
