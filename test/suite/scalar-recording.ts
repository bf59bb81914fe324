import { expect } from "vitest";
import { names, warning } from "./observe.ts";
import { registerScalarKinds } from "./scalar-kinds.ts";
import { SCALAR_REFUSALS } from "./scalar-refusals.ts";
import type { Capability, SuiteApi, SuiteCase } from "./suite-api.ts";

const MAX = 2 ** 32 - 1;

async function plainValue(api: SuiteApi, name: string): Promise<unknown> {
  return (await api.getSnapshotForScalars()).dynamic?.[name];
}

async function keysOf(api: SuiteApi, name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  return (await api.getSnapshotForKeyedScalars()).dynamic?.[name];
}

interface Stored {
  readonly covers: string;
  readonly rule: string;
  readonly name: "count" | "string" | "boolean";
  readonly set: unknown;
  readonly stored: unknown;
  readonly says?: string;
  readonly needs?: readonly Capability[];
}

const STORED: readonly Stored[] = [
  { covers: "11.3/count", rule: "a count takes 0", name: "count", set: 0, stored: 0 },
  { covers: "11.3/count", rule: "a count takes 2^32-1", name: "count", set: MAX, stored: MAX },
  { covers: "11.3/count", rule: "a count takes a numeric text", name: "count", set: "25", stored: 25 },
  { covers: "11.3/count", rule: "true is 1 to a count", name: "count", set: true, stored: 1 },
  { covers: "11.3/count", rule: "false is 0 to a count", name: "count", set: false, stored: 0 },
  {
    covers: "11.3/truncated",
    rule: "a fraction is cut off, with a warning",
    name: "count",
    set: 3.785,
    stored: 3,
    says: "Truncating float/double number.",
    needs: ["native"],
  },
  { covers: "11.3/string", rule: "a string takes the empty text", name: "string", set: "", stored: "" },
  {
    covers: "11.3/string",
    rule: "a string takes 50 UTF-16 units, not bytes",
    name: "string",
    set: "漢".repeat(50),
    stored: "漢".repeat(50),
  },
  {
    covers: "11.3/string-cut",
    rule: "a string is cut to 50 units, with a warning",
    name: "string",
    set: "a".repeat(51),
    stored: "a".repeat(50),
    says: "Truncating scalar value to 50 characters.",
  },
  {
    covers: "11.3/string-cut",
    rule: "a cut never leaves half a surrogate pair",
    name: "string",
    set: `${"a".repeat(49)}😀`,
    stored: "a".repeat(49),
    says: "Truncating scalar value to 50 characters.",
  },
  { covers: "11.3/boolean", rule: "a boolean takes true", name: "boolean", set: true, stored: true },
  { covers: "11.3/boolean", rule: "a boolean takes false", name: "boolean", set: false, stored: false },
  { covers: "11.3/boolean", rule: "1 is true to a boolean", name: "boolean", set: 1, stored: true },
  { covers: "11.3/boolean", rule: "0 is false to a boolean", name: "boolean", set: 0, stored: false },
];

const STORED_CASES = STORED.map(
  ({ covers, rule, name, set, stored, says, needs = [] }): SuiteCase => ({
    covers: [covers],
    rule,
    needs,
    async run(api, category) {
      await registerScalarKinds(api, category);
      await api.scalarSet(`${category}.${name}`, set);
      expect(await plainValue(api, `${category}.${name}`)).toBe(stored);
      expect(await api.consoleMessages()).toEqual(
        says === undefined ? [] : [warning(`${category}.${name} - ${says}`)],
      );
    },
  }),
);

export const SCALAR_RECORDING_CASES: readonly SuiteCase[] = [
  ...SCALAR_REFUSALS,
  ...STORED_CASES,
  {
    covers: ["11.3/silent"],
    rule: "without extended recording a pre-release scalar is dropped without a word",
    async run(api, category) {
      await registerScalarKinds(api, category);
      await api.setRecording({ base: true, extended: false });
      await api.scalarAdd(`${category}.prerelease`, 1);
      await api.scalarAdd(`${category}.count`, 1);
      await api.setRecording({ base: true, extended: true });
      expect((await api.getSnapshotForScalars()).dynamic).toEqual({ [`${category}.count`]: 1 });
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["11.3/process"],
    rule: "a built-in scalar of another process is a warning",
    async run(api) {
      await api.keyedScalarAdd("telemetry.dynamic_event_counts", "a#b#c", 1);
      expect(await api.consoleMessages()).toEqual([
        warning("telemetry.dynamic_event_counts - Cannot record the scalar in the current process."),
      ]);
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
    },
  },
  {
    covers: ["11.3/count"],
    rule: "adding sums up and wraps modulo 2^32",
    async run(api, category) {
      await registerScalarKinds(api, category);
      const name = `${category}.count`;
      await api.scalarAdd(name, 2);
      await api.scalarAdd(name, 3);
      expect(await plainValue(api, name)).toBe(5);
      await api.scalarSet(name, MAX);
      await api.scalarAdd(name, 3);
      expect(await plainValue(api, name)).toBe(2);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["11.3/count"],
    rule: "setMaximum keeps the greater value, and sets an unset scalar even to 0",
    async run(api, category) {
      await registerScalarKinds(api, category);
      const name = `${category}.count`;
      await api.scalarSetMaximum(name, 0);
      expect(await plainValue(api, name)).toBe(0);
      for (const value of [7, 3]) await api.scalarSetMaximum(name, value);
      expect(await plainValue(api, name)).toBe(7);
    },
  },
  {
    covers: ["11.3/count"],
    rule: "every operation works on each key by itself",
    async run(api, category) {
      await registerScalarKinds(api, category);
      const name = `${category}.keys`;
      await api.keyedScalarAdd(name, "a", 2);
      await api.keyedScalarAdd(name, "a", 2);
      await api.keyedScalarSet(name, "b", 9);
      await api.keyedScalarSetMaximum(name, "b", 5);
      await api.keyedScalarSetMaximum(name, "k".repeat(72), 1);
      expect(await keysOf(api, name)).toEqual({ a: 4, b: 9, ["k".repeat(72)]: 1 });
    },
  },
  {
    covers: ["11.3/keys", "11.3/overflow"],
    rule: "the 101st key is refused and counted in the parent each time; known keys go on",
    async run(api, category) {
      await registerScalarKinds(api, category);
      const name = `${category}.keys`;
      await Promise.all(names("k", 100).map((key) => api.keyedScalarAdd(name, key, 1)));
      expect(await api.consoleMessages()).toEqual([]);
      await api.keyedScalarAdd(name, "k101", 1);
      await api.keyedScalarSet(name, "k101", 1);
      await api.keyedScalarSetMaximum(name, "k102", 1);
      const refusal = warning(`${name} - Keyed scalars cannot have more than 100 keys.`);
      expect(await api.consoleMessages()).toEqual([refusal, refusal, refusal]);
      await api.keyedScalarAdd(name, "k100", 1);
      const keyed = await api.getSnapshotForKeyedScalars();
      expect(Object.keys(keyed.dynamic?.[name] ?? {})).toHaveLength(100);
      expect(keyed.dynamic?.[name]?.k100).toBe(2);
      expect(keyed.parent).toEqual({ "telemetry.keyed_scalars_exceed_limit": { [name]: 3 } });
    },
  },
  {
    covers: ["11.3/slot-taken"],
    rule: "a key's slot is taken even when its value is refused",
    async run(api, category) {
      await registerScalarKinds(api, category);
      const name = `${category}.flags`;
      await Promise.all(names("k", 100).map((key) => api.keyedScalarSet(name, key, "text")));
      await api.consoleMessages();
      await api.keyedScalarSet(name, "k101", true);
      expect(await api.consoleMessages()).toEqual([
        warning(`${name} - Keyed scalars cannot have more than 100 keys.`),
      ]);
      await api.keyedScalarSet(name, "k100", true);
      expect(await keysOf(api, name)).toEqual({ k100: true });
    },
  },
  {
    covers: ["11.3/slots-for-session"],
    rule: "clearing snapshots empties values, not the slots: a hundred keys are for the session",
    async run(api, category) {
      await registerScalarKinds(api, category);
      const name = `${category}.keys`;
      await Promise.all(names("k", 100).map((key) => api.keyedScalarAdd(name, key, 1)));
      await api.getSnapshotForKeyedScalars("main", true);
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
      await api.keyedScalarAdd(name, "other", 1);
      await api.keyedScalarAdd(name, "k1", 1);
      expect(await keysOf(api, name)).toEqual({ k1: 1 });
    },
  },
  {
    covers: ["11.3/keys"],
    rule: "a key may be the name of what every object inherits, __proto__ included",
    async run(api, category) {
      await registerScalarKinds(api, category);
      const name = `${category}.keys`;
      for (const key of ["__proto__", "constructor"]) await api.keyedScalarAdd(name, key, 1);
      expect(Object.entries((await keysOf(api, name)) ?? {})).toEqual([
        ["__proto__", 1],
        ["constructor", 1],
      ]);
    },
  },
];
