import type { EventLimits } from "../inspector-api.ts";
import type { EventRow } from "./event-fields.ts";

const encoder = new TextEncoder();

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/** How much of one limit an event uses. */
export interface Meter {
  /** `category`, `value`, `extra.<key>` for the value of a key, `extraKey.<key>` for the key itself, `extraKeys` for their number. */
  readonly field: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: "bytes" | "keys";
}

/** Every limit that applies to an event, in the order of its fields. */
export function metersOf(row: EventRow, limits: EventLimits): readonly Meter[] {
  const inBytes = (field: string, text: string, limit: number): Meter => ({
    field,
    used: utf8Bytes(text),
    limit,
    unit: "bytes",
  });
  const extra = Object.entries(row.extra ?? {});
  const keys: Meter = { field: "extraKeys", used: extra.length, limit: limits.extraKeys, unit: "keys" };
  return [
    inBytes("category", row.category, limits.eventCategoryBytes),
    inBytes("method", row.method, limits.methodBytes),
    inBytes("object", row.object, limits.objectBytes),
    ...(row.value === null ? [] : [inBytes("value", row.value, limits.valueBytes)]),
    ...(extra.length === 0 ? [] : [keys]),
    ...extra.flatMap(([key, value]) => [
      inBytes(`extraKey.${key}`, key, limits.extraKeyBytes),
      inBytes(`extra.${key}`, value, limits.extraValueBytes),
    ]),
  ];
}
