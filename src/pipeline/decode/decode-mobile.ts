import type { WireEvent } from "../../pings/wire-event.ts";
import { readWireExtra } from "./event-ping-events.ts";
import type { JsonObject } from "./parse-json.ts";
import { projectColumns } from "./project.ts";
import { mobilePingColumns } from "./table-events.ts";

/** The row of a validated mobile-event or focus-event ping, without its metadata: one row a ping, events nested. */
export function decodeMobile(document: JsonObject): JsonObject {
  const events = (document.events as readonly WireEvent[]).map(
    ([timestamp, category, method, object, value, extra]) => ({
      timestamp,
      category,
      method,
      object,
      value: value ?? null,
      extra: readWireExtra(extra),
    }),
  );
  return { ...projectColumns(mobilePingColumns, document), events };
}
