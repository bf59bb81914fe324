import type { WireEvent } from "../../pings/wire-event.ts";
import { readWireExtra } from "./event-ping-events.ts";
import type { JsonObject } from "./parse-json.ts";
import { projectColumns } from "./project.ts";
import { mobilePingColumns } from "./table-events.ts";

/** The row of a validated mobile-event or focus-event ping, without its metadata: one row a ping, events nested. */
export function decodeMobile(document: JsonObject): JsonObject {
  const events = document.events as readonly WireEvent[];
  return {
    ...projectColumns(mobilePingColumns, document),
    events: {
      timestamp: events.map((event) => event[0]),
      category: events.map((event) => event[1]),
      method: events.map((event) => event[2]),
      object: events.map((event) => event[3]),
      value: events.map((event) => event[4] ?? null),
      extra: events.map((event) => readWireExtra(event[5])),
    },
  };
}
