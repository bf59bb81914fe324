import { expect } from "vitest";
import { countsOf, expectAccepted, oneEvent, register, storedEvents, warning } from "./observe.ts";
import type { Capability, ConsoleMessage, SuiteCase } from "./suite-api.ts";

interface Refusal {
  readonly covers: readonly string[];
  readonly rule: string;
  /** What follows category, method and object. */
  readonly args: () => readonly unknown[];
  readonly message: (category: string) => ConsoleMessage;
  readonly needs?: readonly Capability[];
}

const says = (text: string) => () => warning(text);

const NOT_STRINGS = [5, true, null, { a: "b" }, ["v"]];

/** Calls of an event with the extra key `key1` that are dropped whole, each with one message. */
const REFUSALS: readonly Refusal[] = [
  ...[5, true, { a: 1 }, ["v"]].map((value) => ({
    covers: ["5.1/1"],
    rule: `a value that is ${JSON.stringify(value)} drops the event`,
    args: () => [value],
    message: says("Invalid type for value parameter."),
    needs: ["native"] as const,
  })),
  ...["text", 5, true].map((extra) => ({
    covers: ["5.1/4"],
    rule: `an extra that is ${JSON.stringify(extra)} drops the event`,
    args: () => [null, extra],
    message: says("Invalid type for extra parameter."),
    needs: ["native"] as const,
  })),
  {
    covers: ["5.1/5"],
    rule: "an extra that cannot be enumerated drops the event",
    args: () => [null, new Proxy({}, { ownKeys: fail })],
    message: says("Failed to enumerate object."),
    needs: ["native", "foreign-code"],
  },
  {
    covers: ["5.1/7"],
    rule: "an extra with a getter that throws drops the event",
    args: () => [null, Object.defineProperty({}, "key1", { enumerable: true, get: fail })],
    message: says("Failed to get extra property."),
    needs: ["native", "foreign-code"],
  },
  ...NOT_STRINGS.map((value) => ({
    covers: ["5.1/8", "5.1/one-bad-key"],
    rule: `one extra value that is ${JSON.stringify(value)} drops the whole event`,
    args: () => [null, { key1: "fine", key2: value }],
    message: says("Extra properties should have string values."),
    needs: ["native"] as const,
  })),
  {
    covers: ["5.1/8"],
    rule: "an extra value that is undefined drops the whole event",
    args: () => [null, { key1: undefined }],
    message: says("Extra properties should have string values."),
    needs: ["native", "not-json"],
  },
  {
    covers: ["5.1/13", "5.1/one-bad-key"],
    rule: "one extra key that is not registered drops the whole event",
    args: () => [null, { key1: "fine", other: "v" }],
    message: (category) => warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
  },
  {
    covers: ["5.1/13"],
    rule: "names that every object inherits are no registered extra keys",
    args: () => [null, { constructor: "v" }],
    message: (category) => warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
  },
  {
    covers: ["2/array"],
    rule: "an array is an object whose keys are its indexes",
    args: () => [null, ["v"]],
    message: (category) => warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
    needs: ["native"],
  },
];

function fail(): never {
  throw new Error("foreign code");
}

/** What recordEvent drops, each with one message. */
export const RECORDING_REFUSALS = REFUSALS.map(
  ({ covers, rule, args, message, needs = [] }): SuiteCase => ({
    covers,
    rule,
    needs,
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: ["key1", "key2"] }));
      expectAccepted(await api.recordEvent(category, "m1", "o1", ...args()));
      expect(await api.consoleMessages()).toEqual([message(category)]);
      expect(await storedEvents(api, category)).toEqual([]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({});
    },
  }),
);
