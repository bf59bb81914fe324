import { expect } from "vitest";
import { countsOf, error, expectAccepted, oneEvent, register, storedEvents, warning } from "./observe.ts";
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

const REFUSAL_CASES = REFUSALS.map(
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

export const RECORDING_CASES: readonly SuiteCase[] = [
  ...REFUSAL_CASES,
  {
    covers: ["5.1/10", "5.1/unknown-alike"],
    rule: "an unknown category, method or object is one and the same error",
    async run(api, category) {
      await register(api, category);
      const unknown = [
        [`${category}x`, "m1", "o1"],
        [category, "m9", "o1"],
        [category, "m1", "o9"],
      ];
      for (const names of unknown) expectAccepted(await api.recordEvent(...names));
      expect(await api.consoleMessages()).toEqual(
        unknown.map(([c, m, o]) => error(`Unknown event: ["${c}", "${m}", "${o}"]`)),
      );
      expect(await storedEvents(api, category)).toEqual([]);
    },
  },
  {
    covers: ["5.1/10"],
    rule: "names that would only join to a registered event's are unknown",
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(`${category}#m1`, "o1", "");
      await api.recordEvent(category, "m1#o1", "");
      expect(await api.consoleMessages()).toEqual([
        error(`Unknown event: ["${category}#m1", "o1", ""]`),
        error(`Unknown event: ["${category}", "m1#o1", ""]`),
      ]);
    },
  },
  {
    covers: ["5.1/10"],
    rule: "null is not the name «null»",
    needs: ["native"],
    async run(api, category) {
      await register(api, category, oneEvent({ methods: ["null"], objects: ["null"] }));
      await api.recordEvents([
        [category, null, "null"],
        [category, "null", null],
      ]);
      expect(await storedEvents(api, category)).toEqual([]);
      await api.recordEvent(category, "null", "null");
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["5.1/11", "5.1/expiry-first"],
    rule: "an expired event is dropped without a word, bad extra keys or not",
    async run(api, category) {
      await register(api, category, oneEvent({ expired: true }));
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m1", "o1", null, { other: "v" });
      expect(await api.consoleMessages()).toEqual([]);
      expect(await storedEvents(api, category)).toEqual([]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({});
    },
  },
  {
    covers: ["5.1/12"],
    rule: "an add-on's event goes to the bucket dynamic",
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(category, "m1", "o1");
      expect(Object.keys(await api.snapshotEvents(1))).toEqual(["dynamic"]);
    },
  },
  {
    covers: ["5.1/14", "6.1/permission", "9/not-permitted"],
    rule: "without extended recording only record_on_release events are recorded; the others are neither stored nor counted nor reported",
    async run(api, category) {
      await register(api, category, {
        event1: oneEvent().event1,
        event2: { methods: ["m2"], objects: ["o1"], extra_keys: [], record_on_release: true },
      });
      await api.setRecording({ base: true, extended: false });
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m2", "o1");
      expect(await storedEvents(api, category)).toEqual([[category, "m2", "o1"]]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({});
      expect(await countsOf(api, `${category}#m2#o1`)).toEqual({ dynamic: 1 });
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["5.1/14", "6.1/permission"],
    rule: "without base recording nothing is recorded",
    async run(api, category) {
      await register(api, category, oneEvent({ record_on_release: true }));
      await api.setRecording({ base: false, extended: false });
      await api.recordEvent(category, "m1", "o1");
      await api.setRecording({ base: true, extended: true });
      expect(await storedEvents(api, category)).toEqual([]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({});
    },
  },
  {
    covers: ["5.1/bad-keys-reported"],
    rule: "a bad extra key is reported even while recording is off",
    async run(api, category) {
      await register(api, category);
      await api.setRecording({ base: false, extended: false });
      await api.recordEvent(category, "m1", "o1", null, { other: "v" });
      expect(await api.consoleMessages()).toEqual([
        warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
      ]);
    },
  },
  {
    covers: ["5.1/bad-keys-reported", "5.1/16"],
    rule: "a bad extra key is reported even while the category is disabled",
    async run(api, category) {
      await register(api, category);
      await api.setEventRecordingEnabled(category, false);
      await api.recordEvent(category, "m1", "o1", null, { other: "v" });
      expect(await api.consoleMessages()).toEqual([
        warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
      ]);
    },
  },
  {
    covers: ["5.1/15", "5.1/16", "6.2/add-on"],
    rule: "an event of a disabled category is counted and not stored; enabling the category records it again",
    async run(api, category) {
      await register(api, category);
      expectAccepted(await api.setEventRecordingEnabled(category, false));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({ dynamic: 1 });
      expectAccepted(await api.setEventRecordingEnabled(category, true));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1"]]);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["6.2/unknown"],
    rule: "setEventRecordingEnabled warns about a category it does not know, and changes nothing",
    async run(api, category) {
      expectAccepted(await api.setEventRecordingEnabled(category, true));
      expect(await api.consoleMessages()).toEqual([
        warning(`Unknown category for SetEventRecordingEnabled: ${category}`),
      ]);
    },
  },
  {
    covers: ["6.2/another"],
    rule: "an add-on's category stays unknown to those who registered nothing in it",
    needs: ["sources"],
    async run(api, category) {
      await register(api.as("one@example.org"), category);
      expectAccepted(await api.as("two@example.org").setEventRecordingEnabled(category, false));
      expect(await api.consoleMessages()).toEqual([
        warning(`Unknown category for SetEventRecordingEnabled: ${category}`),
      ]);
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["5.1/types-first"],
    rule: "wrong types are reported for unknown and expired events too, and only the first problem is",
    needs: ["native"],
    async run(api, category) {
      await register(api, category, oneEvent({ expired: true }));
      await api.recordEvent(category, "m1", "o1", 5, 6);
      await api.recordEvent(category, "unknown", "o1", null, { key1: 5, key2: "v".repeat(81) });
      expect(await api.consoleMessages()).toEqual([
        warning("Invalid type for value parameter."),
        warning("Extra properties should have string values."),
      ]);
    },
  },
  {
    covers: ["5.1/omitted"],
    rule: "value and extra can be left out, or be null",
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m1", "o1", null);
      await api.recordEvent(category, "m1", "o1", null, null);
      expect(await storedEvents(api, category)).toEqual(Array(3).fill([category, "m1", "o1"]));
    },
  },
  {
    covers: ["5.1/omitted"],
    rule: "an explicit undefined is the same as leaving the argument out",
    needs: ["not-json"],
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(category, "m1", "o1", undefined, undefined);
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1"]]);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["5.2/never-throws"],
    rule: "recordEvent does not fail whatever its names are",
    needs: ["native"],
    async run(api) {
      for (const name of [null, 5, {}, [], true]) expectAccepted(await api.recordEvent(name, name, name));
      expect((await api.consoleMessages()).map(({ level }) => level)).toEqual(Array(5).fill("error"));
    },
  },
];
