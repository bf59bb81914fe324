import { describeEventFault, findEventFault, type WireEvent } from "../../pings/wire-event.ts";
import { type DecodedEvents, EventLists, type MalformedEvent } from "./decoded-events.ts";
import type { JsonObject } from "./parse-json.ts";

/**
 * An event's extra with null entries told as `null`, as in main pings; null when there is none. Rewritten in place: the
 * document is ours, and a copy of every extra would cost a sixth of the decoder's time.
 */
export function readWireExtra(extra: WireEvent[5]): JsonObject | null {
  if (extra === undefined || extra === null) return null;
  const values = extra as JsonObject;
  for (const key in values) {
    if (values[key] === null) values[key] = "null";
  }
  return values;
}

/**
 * The events of an event ping, all processes. The schema has checked those of known processes; a malformed event of
 * another one is handed back.
 */
export function readEventPingEvents(eventsByProcess: JsonObject): DecodedEvents {
  const events = new EventLists();
  const malformed: MalformedEvent[] = [];
  for (const process of Object.keys(eventsByProcess)) {
    const sent = eventsByProcess[process];
    const place = `payload.events.${process}`;
    if (!Array.isArray(sent)) {
      malformed.push({ message: `${place}: expected an array`, event: sent });
      continue;
    }
    for (const [index, event] of sent.entries()) {
      const fault = findEventFault(event);
      if (fault !== null) {
        malformed.push({ message: `${place}[${index}]${describeEventFault(fault)}`, event });
        continue;
      }
      events.add(process, event, event[4] ?? null, readWireExtra(event[5]));
    }
  }
  return { events, malformed };
}
