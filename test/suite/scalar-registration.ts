import { expect } from "vitest";
import { expectAccepted, expectError, warning } from "./observe.ts";
import type { Capability, SuiteCase } from "./suite-api.ts";

const COUNT = 0;
const STRING = 1;
const BOOLEAN = 2;

interface Refusal {
  readonly covers: string;
  readonly rule: string;
  readonly data: () => unknown;
  readonly error: (category: string) => string;
  readonly needs?: readonly Capability[];
}

function scalar(overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { name: { kind: COUNT, ...overrides } };
}

const INVALID_FLAGS = ["record_on_release", "keyed", "expired"].flatMap((property, at) => [
  ...[null, "true", 1].map(
    (value): Refusal => ({
      covers: `11.2/${6 + at}`,
      rule: `${property} that is ${JSON.stringify(value)} is invalid`,
      data: () => scalar({ [property]: value }),
      error: (category) => `Invalid '${property}' for scalar ${category}.name.`,
      needs: ["native"],
    }),
  ),
  {
    covers: `11.2/${6 + at}`,
    rule: `${property} that is there with the value undefined is invalid`,
    data: () => scalar({ [property]: undefined }),
    error: (category: string) => `Invalid '${property}' for scalar ${category}.name.`,
    needs: ["native", "not-json"] as const,
  },
]);

const REFUSALS: readonly Refusal[] = [
  ...[null, "text", 5].map(
    (data): Refusal => ({
      covers: "11.2/2",
      rule: `data that is ${JSON.stringify(data)} should be an object`,
      data: () => data,
      error: () => "Scalar data parameter should be an object",
      needs: ["native"],
    }),
  ),
  ...["bad.name", "bad-name", "_bad", "bad_", "n".repeat(41), ""].map(
    (name): Refusal => ({
      covers: "11.2/3",
      rule: `the scalar name ${JSON.stringify(name)} is invalid`,
      data: () => ({ [name]: { kind: COUNT } }),
      error: () => `Invalid scalar name ${name}.`,
    }),
  ),
  ...[null, "text"].map(
    (entry): Refusal => ({
      covers: "11.2/4",
      rule: `an entry that is ${JSON.stringify(entry)} fails barely`,
      data: () => ({ name: entry }),
      error: () => "NS_ERROR_FAILURE",
      needs: ["native"],
    }),
  ),
  ...[undefined, null, "0", 1.5, 2 ** 31, true].map(
    (kind): Refusal => ({
      covers: "11.2/5",
      rule: `a kind that is ${String(kind)} is invalid: it has to be a 32-bit integer`,
      data: () => ({ name: kind === undefined ? {} : { kind } }),
      error: (category) => `Invalid or missing 'kind' for scalar ${category}.name.`,
      needs: ["native"],
    }),
  ),
  ...INVALID_FLAGS,
  ...[null, "main", {}].map(
    (stores): Refusal => ({
      covers: "11.2/9",
      rule: `stores that are ${JSON.stringify(stores)} are invalid`,
      data: () => scalar({ stores }),
      error: (category) => `Invalid 'stores' for scalar ${category}.name.`,
      needs: ["native"],
    }),
  ),
  {
    covers: "11.2/9",
    rule: "a store that is no text is refused",
    data: () => scalar({ stores: ["main", 5] }),
    error: (category) => `Element in scalar ${category}.name 'stores' array isn't a string.`,
    needs: ["native"],
  },
  {
    covers: "11.2/9",
    rule: "a store that cannot be read is refused",
    data: () => scalar({ stores: Object.defineProperty([""], 0, { get: fail }) }),
    error: (category) => `Can't get element from scalar ${category}.name 'stores' array.`,
    needs: ["native", "foreign-code"],
  },
  {
    covers: "11.2/order",
    rule: "the properties are checked in the order kind, record_on_release, keyed, expired, stores",
    data: () => scalar({ stores: 1, expired: 1, keyed: 1, record_on_release: 1 }),
    error: (category) => `Invalid 'record_on_release' for scalar ${category}.name.`,
    needs: ["native"],
  },
];

function fail(): never {
  throw new Error("foreign code");
}

export const SCALAR_REGISTRATION_CASES: readonly SuiteCase[] = [
  ...["bad_category", ".bad", "bad.", "bad-category", "c".repeat(41), ""].map(
    (bad): SuiteCase => ({
      covers: ["11.2/1", "11.2/mirrored"],
      rule: `the scalar category ${JSON.stringify(bad)} is invalid`,
      async run(api) {
        expectError(await api.registerScalars(bad, scalar()), `Invalid category name ${bad}.`);
      },
    }),
  ),
  ...REFUSALS.map(
    ({ covers, rule, data, error, needs = [] }): SuiteCase => ({
      covers: [covers],
      rule,
      needs,
      async run(api, category) {
        expectError(await api.registerScalars(category, data()), error(category));
        expect(await api.consoleMessages()).toEqual([]);
      },
    }),
  ),
  {
    covers: ["11.2/1", "11.2/3", "11.2/mirrored"],
    rule: "a scalar category takes 40 bytes and dots inside, a scalar name 40 bytes and underscores inside",
    async run(api, category) {
      const longest = category.padEnd(40, "x");
      const name = `n_${"n".repeat(38)}`;
      expectAccepted(await api.registerScalars(longest, { [name]: { kind: COUNT } }));
      expectAccepted(await api.scalarAdd(`${longest}.${name}`, 1));
      expect((await api.getSnapshotForScalars()).dynamic).toEqual({ [`${longest}.${name}`]: 1 });
    },
  },
  {
    covers: ["11.1/kinds"],
    rule: "kind 0 is a count, 1 a string, 2 a boolean",
    async run(api, category) {
      const data = { count: { kind: COUNT }, string: { kind: STRING }, boolean: { kind: BOOLEAN } };
      expectAccepted(await api.registerScalars(category, data));
      await api.scalarSet(`${category}.count`, 3);
      await api.scalarSet(`${category}.string`, "text");
      await api.scalarSet(`${category}.boolean`, true);
      expect((await api.getSnapshotForScalars()).dynamic).toEqual({
        [`${category}.count`]: 3,
        [`${category}.string`]: "text",
        [`${category}.boolean`]: true,
      });
    },
  },
  {
    covers: ["11.1/kinds", "11.2/7"],
    rule: "keyed scalars are counts and booleans",
    async run(api, category) {
      const data = { count: { kind: COUNT, keyed: true }, boolean: { kind: BOOLEAN, keyed: true } };
      expectAccepted(await api.registerScalars(category, data));
      await api.keyedScalarSet(`${category}.count`, "k", 3);
      await api.keyedScalarSet(`${category}.boolean`, "k", false);
      expect((await api.getSnapshotForKeyedScalars()).dynamic).toEqual({
        [`${category}.count`]: { k: 3 },
        [`${category}.boolean`]: { k: false },
      });
    },
  },
  {
    covers: ["11.2/odd-kind"],
    rule: "another kind registers, but every use of it is unknown",
    needs: ["native"],
    async run(api, category) {
      expectAccepted(await api.registerScalars(category, { odd: { kind: 7 }, negative: { kind: -1 } }));
      await api.scalarAdd(`${category}.odd`, 1);
      await api.scalarSet(`${category}.negative`, "x");
      expect(await api.consoleMessages()).toEqual([
        warning(`${category}.odd - Unknown scalar.`),
        warning(`${category}.negative - Unknown scalar.`),
      ]);
    },
  },
  {
    covers: ["11.2/odd-kind"],
    rule: "a keyed string registers, but every use of it is unknown",
    async run(api, category) {
      expectAccepted(await api.registerScalars(category, { name: { kind: STRING, keyed: true } }));
      await api.keyedScalarSet(`${category}.name`, "k", "text");
      expect(await api.consoleMessages()).toEqual([warning(`${category}.name - Unknown scalar.`)]);
    },
  },
  {
    covers: ["11.2/atomic"],
    rule: "a registration that fails at its last scalar registers none",
    async run(api, category) {
      const data = { fine: { kind: COUNT }, "bad-name": { kind: COUNT } };
      expectError(await api.registerScalars(category, data), "Invalid scalar name bad-name.");
      await api.scalarAdd(`${category}.fine`, 1);
      expect(await api.consoleMessages()).toEqual([warning(`${category}.fine - Unknown scalar.`)]);
    },
  },
  {
    covers: ["11.2/again"],
    rule: "registering again is ignored, the first definition stays",
    async run(api, category) {
      await api.registerScalars(category, scalar());
      expectAccepted(await api.registerScalars(category, scalar({ kind: STRING })));
      await api.scalarAdd(`${category}.name`, 1);
      expect((await api.getSnapshotForScalars()).dynamic).toEqual({ [`${category}.name`]: 1 });
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["11.2/again"],
    rule: "registering again with expired stops recording; what was recorded is still reported",
    async run(api, category) {
      const data = (expired: boolean) => ({
        plain: { kind: COUNT, expired },
        keyed: { kind: COUNT, keyed: true, expired },
      });
      await api.registerScalars(category, data(false));
      await api.scalarAdd(`${category}.plain`, 1);
      await api.keyedScalarAdd(`${category}.keyed`, "k", 1);
      await api.registerScalars(category, data(true));
      await api.scalarAdd(`${category}.plain`, 1);
      await api.keyedScalarAdd(`${category}.keyed`, "k", 1);
      expect((await api.getSnapshotForScalars()).dynamic).toEqual({ [`${category}.plain`]: 1 });
      expect((await api.getSnapshotForKeyedScalars()).dynamic).toEqual({
        [`${category}.keyed`]: { k: 1 },
      });
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["11.2/builtin"],
    rule: "registerBuiltinScalars overwrites what is there, and values go to the real process",
    needs: ["builtins", "processes"],
    async run(api, category) {
      await api.registerScalars(category, scalar({ expired: true }));
      expectAccepted(await api.registerBuiltinScalars(category, scalar()));
      await api.inProcess("content").scalarAdd(`${category}.name`, 2);
      await api.scalarAdd(`${category}.name`, 1);
      expect(await api.getSnapshotForScalars()).toEqual({
        content: { [`${category}.name`]: 2 },
        parent: { [`${category}.name`]: 1 },
      });
    },
  },
  {
    covers: ["11.2/builtin"],
    rule: "registerBuiltinScalars with another kind forgets the old kind's value",
    needs: ["builtins"],
    async run(api, category) {
      await api.registerBuiltinScalars(category, scalar());
      await api.scalarAdd(`${category}.name`, 1);
      await api.registerBuiltinScalars(category, scalar({ kind: STRING }));
      expect(await api.getSnapshotForScalars()).toEqual({});
    },
  },
];
