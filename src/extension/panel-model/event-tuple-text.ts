import type { EventTuple } from "../../pings/event-tuple.ts";
import type { EventRow } from "./event-fields.ts";

/** The event as it travels: 4 to 6 items, the time floored, no trailing null. */
export function tupleOf({ timestamp, category, method, object, value, extra }: EventRow): EventTuple {
  const time = Math.floor(timestamp);
  if (extra !== null) return [time, category, method, object, value, extra];
  return value === null ? [time, category, method, object] : [time, category, method, object, value];
}
