import { expect } from "vitest";
import { warning } from "./observe.ts";
import { registerScalarKinds } from "./scalar-kinds.ts";
import type { Capability, SuiteApi, SuiteCase } from "./suite-api.ts";

const MAX = 2 ** 32 - 1;

interface Attempt {
  readonly covers: string;
  readonly rule: string;
  readonly attempt: (api: SuiteApi, category: string) => Promise<unknown>;
  /** What follows the scalar's name and a dash; null where nothing is said. */
  readonly says: readonly [name: string, text: string] | null;
  readonly needs?: readonly Capability[];
}

const WRONG_TYPE = "Attempted to set the scalar to an invalid data type.";
const UNUSABLE = "Attempted to set the scalar to an incompatible value.";
const UNSUPPORTED = "The requested operation is not supported on this scalar.";
const KEYED = "Attempting to manage a keyed scalar as a scalar (or vice-versa).";
const NEGATIVE = "Trying to set an unsigned scalar to a negative number.";

/** Operations that store nothing. */
const REFUSED: readonly Attempt[] = [
  {
    covers: "11.3/unknown",
    rule: "an unknown scalar is a warning",
    attempt: (api, category) => api.scalarAdd(`${category}.nothing`, 1),
    says: ["nothing", "Unknown scalar."],
  },
  {
    covers: "11.3/mismatch",
    rule: "a keyed scalar cannot be used as a plain one",
    attempt: (api, category) => api.scalarAdd(`${category}.keys`, 1),
    says: ["keys", KEYED],
  },
  {
    covers: "11.3/mismatch",
    rule: "a plain scalar cannot be used as a keyed one",
    attempt: (api, category) => api.keyedScalarAdd(`${category}.count`, "k", 1),
    says: ["count", KEYED],
  },
  {
    covers: "11.3/conversion",
    rule: "a value that is no variant cannot be converted",
    attempt: (api, category) => api.scalarSet(`${category}.count`, Symbol("s")),
    says: ["count", "Cannot convert the provided JS value to nsIVariant."],
    needs: ["native", "foreign-code"],
  },
  ...["string", "boolean"].flatMap((name): Attempt[] => [
    {
      covers: "11.3/operation",
      rule: `a ${name} scalar cannot be added to`,
      attempt: (api, category) => api.scalarAdd(`${category}.${name}`, 1),
      says: [name, UNSUPPORTED],
    },
    {
      covers: "11.3/operation",
      rule: `a ${name} scalar has no maximum`,
      attempt: (api, category) => api.scalarSetMaximum(`${category}.${name}`, 1),
      says: [name, UNSUPPORTED],
    },
  ]),
  ...[5, true, { a: 1 }].map(
    (value): Attempt => ({
      covers: "11.3/type",
      rule: `a string scalar does not take ${JSON.stringify(value)}`,
      attempt: (api, category) => api.scalarSet(`${category}.string`, value),
      says: ["string", WRONG_TYPE],
    }),
  ),
  ...["true", { a: 1 }].map(
    (value): Attempt => ({
      covers: "11.3/type",
      rule: `a boolean scalar does not take ${JSON.stringify(value)}`,
      attempt: (api, category) => api.scalarSet(`${category}.boolean`, value),
      says: ["boolean", WRONG_TYPE],
    }),
  ),
  {
    covers: "11.3/type",
    rule: "a boolean scalar does not take 1.5",
    attempt: (api, category) => api.scalarSet(`${category}.boolean`, 1.5),
    says: ["boolean", WRONG_TYPE],
    needs: ["native"],
  },
  ...["unexpected value", "", "5 apples", { a: 1 }, MAX + 1].map(
    (value): Attempt => ({
      covers: "11.3/unusable",
      rule: `${JSON.stringify(value)} is incompatible with a count`,
      attempt: (api, category) => api.scalarSet(`${category}.count`, value),
      says: ["count", UNUSABLE],
    }),
  ),
  ...[-3.5, 2 ** 32 + 0.5].map(
    (value): Attempt => ({
      covers: "11.3/unusable",
      rule: `${value} is incompatible with a count`,
      attempt: (api, category) => api.scalarSet(`${category}.count`, value),
      says: ["count", UNUSABLE],
      needs: ["native"],
    }),
  ),
  ...[undefined, Number.NaN, Number.POSITIVE_INFINITY].map(
    (value): Attempt => ({
      covers: "11.3/unusable",
      rule: `${String(value)} is incompatible with a count`,
      attempt: (api, category) => api.scalarSet(`${category}.count`, value),
      says: ["count", UNUSABLE],
      needs: ["native", "not-json"],
    }),
  ),
  {
    covers: "11.3/negative",
    rule: "a count cannot be set to a negative integer",
    attempt: (api, category) => api.scalarSet(`${category}.count`, -1),
    says: ["count", NEGATIVE],
  },
  ...(["scalarAdd", "scalarSetMaximum"] as const).map(
    (operation): Attempt => ({
      covers: "11.3/negative",
      rule: `${operation} does not take a negative integer`,
      attempt: (api, category) => api[operation](`${category}.count`, -1),
      says: ["count", NEGATIVE],
      needs: ["native"],
    }),
  ),
  {
    covers: "11.3/silent",
    rule: "an expired scalar is dropped without a word, whatever the value",
    attempt: (api, category) => api.scalarSet(`${category}.expired`, "text"),
    says: null,
  },
  {
    covers: "11.3/key-empty",
    rule: "an empty key is refused",
    attempt: (api, category) => api.keyedScalarAdd(`${category}.keys`, "", 1),
    says: ["keys", "The key must not be empty."],
  },
  {
    covers: "11.3/key-length",
    rule: "a key of 73 units is refused",
    attempt: (api, category) => api.keyedScalarAdd(`${category}.keys`, "k".repeat(73), 1),
    says: ["keys", "The key length must be limited to 72 characters."],
  },
  {
    covers: "11.3/key-length",
    rule: "the length of a key is one in UTF-16 units",
    attempt: (api, category) => api.keyedScalarAdd(`${category}.keys`, "😀".repeat(37), 1),
    says: ["keys", "The key length must be limited to 72 characters."],
  },
  {
    covers: "11.3/order",
    rule: "the key is checked before the operation and the value",
    attempt: (api, category) => api.keyedScalarAdd(`${category}.flags`, "", 1),
    says: ["flags", "The key must not be empty."],
  },
];

/** Scalar operations that store nothing, each with its message. None of them fails. */
export const SCALAR_REFUSALS = REFUSED.map(
  ({ covers, rule, attempt, says, needs = [] }): SuiteCase => ({
    covers: [covers, "11.3/never-throws"],
    rule,
    needs,
    async run(api, category) {
      await registerScalarKinds(api, category);
      expect(await attempt(api, category)).toEqual({ ok: true });
      expect(await api.consoleMessages()).toEqual(
        says ? [warning(`${category}.${says[0]} - ${says[1]}`)] : [],
      );
      expect(await api.getSnapshotForScalars()).toEqual({});
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
    },
  }),
);
