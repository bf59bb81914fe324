import * as z from "zod/mini";

/**
 * One event as the server accepts it: 4 to 6 items, `[whole number, string, string, string, string or null,
 * null or an object of strings and nulls]`. Wider than {@link EventTuple}, which is what a correct client sends:
 * the server knows no length limits and allows negative timestamps (Firefox 71 and later sent them).
 */
export type WireEvent = readonly [
  timestamp: number,
  category: string,
  method: string,
  object: string,
  value?: string | null,
  extra?: Readonly<Record<string, string | null>> | null,
];

/** What is wrong with an event, and where: `at` is the path inside the tuple, empty for the tuple itself. */
export interface EventFault {
  readonly at: readonly (string | number)[];
  readonly expected: string;
}

const NAMES = ["timestamp", "category", "method", "object", "value", "extra"] as const;
const MIN_ITEMS = 4;
const MAX_ITEMS = 6;

/** The name of an item of the tuple for messages: `extra` for 5. */
export function nameEventItem(index: number): string {
  return NAMES[index] ?? String(index);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first fault in the shape of a would-be event or in its first four items, or null. */
export function findEventHeadFault(event: unknown): EventFault | null {
  if (!Array.isArray(event)) return { at: [], expected: "an array" };
  if (event.length < MIN_ITEMS || event.length > MAX_ITEMS) return { at: [], expected: "4 to 6 items" };
  if (!Number.isSafeInteger(event[0])) return { at: [0], expected: "a whole number" };
  for (let i = 1; i <= 3; i++) {
    if (typeof event[i] !== "string") return { at: [i], expected: "a string" };
  }
  return null;
}

/** The first fault of a would-be event, or null. Written by hand: it runs for every event of every ping. */
export function findEventFault(event: unknown): EventFault | null {
  const fault = findEventHeadFault(event);
  if (fault !== null) return fault;
  const [, , , , value, extra] = event as readonly unknown[];
  if (value !== undefined && value !== null && typeof value !== "string") {
    return { at: [4], expected: "a string or null" };
  }
  if (extra === undefined || extra === null) return null;
  if (!isPlainObject(extra)) return { at: [5], expected: "an object or null" };
  for (const key in extra) {
    const entry = extra[key];
    if (entry !== null && typeof entry !== "string") return { at: [5, key], expected: "a string or null" };
  }
  return null;
}

/** A fault as text behind the event's own place: `.extra.branch: expected a string or null`. */
export function describeEventFault({ at, expected }: EventFault): string {
  const place = at.map((key) => `.${typeof key === "number" ? nameEventItem(key) : key}`).join("");
  return `${place}: expected ${expected}`;
}

/** Faults reported of one events array: the first few are enough to repair the sender. */
const MAX_FAULTS = 5;

/** The `events` array of one process, or of a mobile ping: one bad event makes the whole array invalid. */
export const wireEvents = z.custom<readonly WireEvent[]>().check((context) => {
  const input: unknown = context.value;
  if (!Array.isArray(input)) {
    context.issues.push({ code: "custom", message: "expected an array", path: [], input });
    return;
  }
  let faults = 0;
  for (const [index, event] of input.entries()) {
    const fault = findEventFault(event);
    if (fault === null) continue;
    const path = [index, ...fault.at];
    context.issues.push({ code: "custom", message: `expected ${fault.expected}`, path, input });
    faults += 1;
    if (faults === MAX_FAULTS) return;
  }
});
