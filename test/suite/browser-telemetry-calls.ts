import { expect } from "vitest";
import type { Ended, ExtensionCase } from "./extension-surface.ts";
import { bucketsWith, countsOf, error, oneEvent, storedEvents, warning } from "./observe.ts";

const RESOLVED: Ended = { how: "resolved" };

function rejected(message: string): Ended {
  return { how: "rejected", message };
}

const SCALARS = {
  count: { kind: "count" },
  string: { kind: "string" },
  boolean: { kind: "boolean" },
  keys: { kind: "count", keyed: true },
  expired: { kind: "count", expired: true },
};

const REGISTRATION_REFUSAL =
  /^Error: (\w[\w ]+ should match the identifier pattern|Invalid (category|scalar) name .*)\.$/s;
const VALUE_CUT = "Value parameter exceeds maximum string length, truncating.";

/** What the functions do with arguments that the schema takes, and the texts of what the engine refuses. */
export const CALL_CASES: readonly ExtensionCase[] = [
  {
    covers: ["12.1/8", "12.1/10"],
    rule: "an event that was registered is recorded with its value and its extra, under the extension's bucket",
    async run({ page, firefoxCode }, category) {
      const data = oneEvent({ extra_keys: ["k"], record_on_release: true });
      expect(await page.call("registerEvents", category, data)).toEqual(RESOLVED);
      expect(await page.call("recordEvent", category, "m1", "o1", "v", { k: "x" })).toEqual(RESOLVED);
      expect(await storedEvents(firefoxCode, category)).toEqual([[category, "m1", "o1", "v", { k: "x" }]]);
      expect(await bucketsWith(firefoxCode, category)).toEqual(["dynamic"]);
      expect((await firefoxCode.snapshotEvents(0)).dynamic).toHaveLength(1);
    },
  },
  {
    covers: ["12.1/null-optionals"],
    rule: "a value and an extra that are left out, null or undefined are none, in every combination",
    async run({ page, firefoxCode }, category) {
      await page.call("registerEvents", category, oneEvent({ extra_keys: ["k"] }));
      const nothing = [undefined, null];
      const calls = [
        [],
        ...nothing.map((value) => [value]),
        ...nothing.flatMap((value) => nothing.map((extra) => [value, extra])),
      ].map((rest) => ["recordEvent", category, "m1", "o1", ...rest] as const);
      for (const ended of await page.callAll(calls)) expect(ended).toEqual(RESOLVED);
      expect(await storedEvents(firefoxCode, category)).toEqual(calls.map(() => [category, "m1", "o1"]));
      expect(await firefoxCode.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["12.1/null-optionals"],
    rule: "an extra after a value that is null or undefined is recorded without value",
    async run({ page, firefoxCode }, category) {
      await page.call("registerEvents", category, oneEvent({ extra_keys: ["k"] }));
      await page.call("recordEvent", category, "m1", "o1", null, { k: "a" });
      await page.call("recordEvent", category, "m1", "o1", undefined, { k: "b" });
      expect(await storedEvents(firefoxCode, category)).toEqual([
        [category, "m1", "o1", null, { k: "a" }],
        [category, "m1", "o1", null, { k: "b" }],
      ]);
    },
  },
  {
    covers: ["12.1/by-type"],
    rule: 'recordEvent(category, method, object, {k: "v"}) is an extra without value',
    async run({ page, firefoxCode }, category) {
      await page.call("registerEvents", category, oneEvent({ extra_keys: ["k"] }));
      expect(await page.call("recordEvent", category, "m1", "o1", { k: "v" })).toEqual(RESOLVED);
      expect(await storedEvents(firefoxCode, category)).toEqual([[category, "m1", "o1", null, { k: "v" }]]);
      expect(await firefoxCode.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["12.1/extra-keys-required"],
    rule: "extra_keys: [] is how an event without extra keys is registered",
    async run({ page, firefoxCode }, category) {
      expect(await page.call("registerEvents", category, oneEvent({ extra_keys: [] }))).toEqual(RESOLVED);
      await page.call("recordEvent", category, "m1", "o1");
      expect(await storedEvents(firefoxCode, category)).toHaveLength(1);
    },
  },
  {
    covers: ["12.1/10", "12.1/null-optionals"],
    rule: "record_on_release and expired are false where they are left out, null or undefined",
    async run({ page, firefoxCode }, category) {
      const flags = (value: unknown) => ({ record_on_release: value, expired: value });
      const data = {
        event1: { ...oneEvent().event1, methods: ["omitted"] },
        event2: { ...oneEvent(flags(null)).event1, methods: ["null"] },
        event3: { ...oneEvent(flags(undefined)).event1, methods: ["undefined"] },
      };
      expect(await page.call("registerEvents", category, data)).toEqual(RESOLVED);
      for (const method of ["omitted", "null", "undefined"]) {
        await page.call("recordEvent", category, method, "o1");
      }
      expect(await storedEvents(firefoxCode, category)).toHaveLength(3);
      expect(await firefoxCode.snapshotEvents(0)).toEqual({});
    },
  },
  {
    covers: ["12.1/11"],
    rule: "setEventRecordingEnabled switches the extension's own category off and on",
    async run({ page, firefoxCode }, category) {
      await page.call("registerEvents", category, oneEvent());
      expect(await page.call("setEventRecordingEnabled", category, false)).toEqual(RESOLVED);
      await page.call("recordEvent", category, "m1", "o1", "off");
      expect(await page.call("setEventRecordingEnabled", category, true)).toEqual(RESOLVED);
      await page.call("recordEvent", category, "m1", "o1", "on");
      expect(await storedEvents(firefoxCode, category)).toEqual([[category, "m1", "o1", "on"]]);
      expect(await countsOf(firefoxCode, `${category}#m1#o1`)).toEqual({ dynamic: 2 });
    },
  },
  {
    covers: ["12.1/4", "12.1/5", "12.1/6", "12.1/9", "12.1/named-kinds"],
    rule: "scalars are registered with kinds by name, and every function writes to its kind",
    async run({ page, firefoxCode }, category) {
      expect(await page.call("registerScalars", category, SCALARS)).toEqual(RESOLVED);
      const ended = await page.callAll([
        ["scalarAdd", `${category}.count`, 2],
        ["scalarAdd", `${category}.count`, 3],
        ["scalarSetMaximum", `${category}.count`, 4],
        ["scalarSet", `${category}.string`, "text"],
        ["scalarSet", `${category}.boolean`, true],
        ["scalarAdd", `${category}.expired`, 1],
      ]);
      expect(ended).toEqual(ended.map(() => RESOLVED));
      expect((await firefoxCode.getSnapshotForScalars()).dynamic).toEqual({
        [`${category}.count`]: 5,
        [`${category}.string`]: "text",
        [`${category}.boolean`]: true,
      });
      expect(await firefoxCode.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["12.1/7"],
    rule: "the keyed functions write to the key they are given",
    async run({ page, firefoxCode }, category) {
      await page.call("registerScalars", category, SCALARS);
      const ended = await page.callAll([
        ["keyedScalarAdd", `${category}.keys`, "a", 2],
        ["keyedScalarSet", `${category}.keys`, "b", 7],
        ["keyedScalarSetMaximum", `${category}.keys`, "b", 9],
        ["keyedScalarSetMaximum", `${category}.keys`, "c", 0],
      ]);
      expect(ended).toEqual(ended.map(() => RESOLVED));
      const { dynamic } = await firefoxCode.getSnapshotForKeyedScalars();
      expect(dynamic).toEqual({ [`${category}.keys`]: { a: 2, b: 9, c: 0 } });
    },
  },
  {
    covers: ["12.1/named-kinds"],
    rule: "the flags of a scalar are false where they are left out, null or undefined",
    async run({ page, firefoxCode }, category) {
      const flags = (value: unknown) => ({ keyed: value, record_on_release: value, expired: value });
      const data = {
        omitted: { kind: "count" },
        null: { kind: "count", ...flags(null) },
        undefined: { kind: "count", ...flags(undefined) },
      };
      expect(await page.call("registerScalars", category, data)).toEqual(RESOLVED);
      await page.callAll(Object.keys(data).map((name) => ["scalarAdd", `${category}.${name}`, 1]));
      expect(Object.keys((await firefoxCode.getSnapshotForScalars()).dynamic ?? {})).toEqual(
        Object.keys(data).map((name) => `${category}.${name}`),
      );
      await firefoxCode.setRecording({ base: true, extended: false });
      expect(await firefoxCode.getSnapshotForScalars()).toEqual({});
    },
  },
  {
    covers: ["12.1/integer", "12.1/5"],
    rule: "1.0 is an integer, and so is the greatest safe one: the engine says what it does not hold",
    async run({ page, firefoxCode }, category) {
      await page.call("registerScalars", category, SCALARS);
      expect(await page.call("scalarSet", `${category}.count`, 1.0)).toEqual(RESOLVED);
      expect(await page.call("scalarSet", `${category}.count`, Number.MAX_SAFE_INTEGER)).toEqual(RESOLVED);
      expect((await firefoxCode.getSnapshotForScalars()).dynamic).toEqual({ [`${category}.count`]: 1 });
      expect(await firefoxCode.consoleMessages()).toEqual([
        warning(`${category}.count - Attempted to set the scalar to an incompatible value.`),
      ]);
    },
  },
  {
    covers: ["12.2/4"],
    rule: "a refused registration rejects with «Error: » and the text, an ExtensionError the caller may read",
    async run({ page, firefoxCode }, category) {
      const refusals: readonly (readonly [message: string, ...call: [string, ...unknown[]]])[] = [
        ["Category parameter should match the identifier pattern.", "registerEvents", "bad-", oneEvent()],
        [
          "Event names should match the identifier pattern.",
          "registerEvents",
          category,
          { "bad-name": oneEvent().event1 },
        ],
        [
          "Method names should match the identifier pattern.",
          "registerEvents",
          category,
          oneEvent({ methods: ["bad-"] }),
        ],
        [
          "No more than 10 extra keys can be registered.",
          "registerEvents",
          category,
          oneEvent({ extra_keys: Array.from({ length: 11 }, (_, at) => `k${at}`) }),
        ],
        ["Invalid category name bad_.", "registerScalars", "bad_", SCALARS],
        ["Invalid scalar name bad-.", "registerScalars", category, { "bad-": { kind: "count" } }],
      ];
      for (const [message, ...call] of refusals) {
        expect(await page.call(...call)).toEqual(rejected(`Error: ${message}`));
      }
      expect(await firefoxCode.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["12.2/logged-resolves"],
    rule: "what Firefox only logged resolves: unknown events, bad keys, scalars that are unknown or of another kind",
    async run({ page, firefoxCode }, category) {
      await page.call("registerEvents", category, oneEvent());
      await page.call("registerScalars", category, SCALARS);
      const ended = await page.callAll([
        ["recordEvent", category, "unknown", "o1"],
        ["recordEvent", category, "m1", "o1", null, { other: "v" }],
        ["recordEvent", category, "m1", "o1", "v".repeat(81)],
        ["setEventRecordingEnabled", `${category}x`, true],
        ["scalarAdd", `${category}.unknown`, 1],
        ["scalarSet", `${category}.string`, { a: 1 }],
        ["keyedScalarAdd", `${category}.keys`, "", 1],
      ]);
      expect(ended).toEqual(ended.map(() => RESOLVED));
      expect(await firefoxCode.consoleMessages()).toEqual([
        error(`Unknown event: ["${category}", "unknown", "o1"]`),
        warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
        warning(VALUE_CUT),
        warning(`Unknown category for SetEventRecordingEnabled: ${category}x`),
        warning(`${category}.unknown - Unknown scalar.`),
        warning(`${category}.string - Attempted to set the scalar to an invalid data type.`),
        warning(`${category}.keys - The key must not be empty.`),
      ]);
    },
  },
  {
    covers: ["12.2/10"],
    rule: "no arguments that the schema takes end in «An unexpected error occurred»",
    async run({ page }, category) {
      const names = ["", "a", "-", "é😀", "\ud800", "__proto__", "constructor", "a".repeat(10_000), category];
      const entry = { methods: names, objects: names, extra_keys: names };
      const calls = names.flatMap((name) => [
        ["registerEvents", name, { [name]: entry, fine: entry }] as const,
        ["registerScalars", name, { [name]: { kind: "string", keyed: true } }] as const,
        ["recordEvent", name, name, name, name, { [name]: name }] as const,
        ["setEventRecordingEnabled", name, false] as const,
        ["scalarSet", name, { [name]: name }] as const,
        ["keyedScalarSet", name, name, name] as const,
      ]);
      const ended = await page.callAll(calls);
      const refusals = ended.filter(({ how }) => how !== "resolved");
      expect(refusals.length).toBeGreaterThan(names.length);
      for (const refusal of refusals) {
        expect(refusal).toEqual({ how: "rejected", message: expect.stringMatching(REGISTRATION_REFUSAL) });
      }
    },
  },
  {
    covers: ["12.3/parent-process"],
    rule: "an extension's calls run in the parent process, where its calls of built-in events count",
    async run({ page, firefoxCode }, category) {
      await firefoxCode.registerBuiltinEvents(category, oneEvent());
      await firefoxCode.setEventRecordingEnabled(category, true);
      await page.call("recordEvent", category, "m1", "o1");
      expect(await bucketsWith(firefoxCode, category)).toEqual(["parent"]);
    },
  },
];
