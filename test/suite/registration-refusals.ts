import { expect } from "vitest";
import { expectError, names, oneEvent } from "./observe.ts";
import type { Capability, SuiteCase } from "./suite-api.ts";

const BARE = "NS_ERROR_FAILURE";

interface Refusal {
  readonly covers: string;
  readonly rule: string;
  /** The whole data, or what it changes in a valid entry. */
  readonly data: () => unknown;
  readonly error: string;
  readonly needs?: readonly Capability[];
}

function throwing(thing: object, property: string): object {
  return Object.defineProperty(thing, property, {
    enumerable: true,
    get() {
      throw new Error(`no ${property}`);
    },
  });
}

function notStrings(property: string): string {
  return `Array entries for event property "${property}" should be strings`;
}

function notArray(property: string): string {
  return `Property "${property}" for event should be an array`;
}

/** Every row of the table, in its order, with a value that nothing but that row refuses. */
const REFUSALS: readonly Refusal[] = [
  ...[null, "text", 5, true].map((data) => ({
    covers: "4.1/2",
    rule: `data that is ${JSON.stringify(data)} is refused, it should be an object`,
    data: () => data,
    error: "Event data parameter should be an object",
    needs: ["native"] as const,
  })),
  {
    covers: "4.1/3",
    rule: "an entry name off the pattern is refused",
    data: () => ({ "bad-name": oneEvent().event1 }),
    error: "Event names should match the identifier pattern.",
  },
  ...[null, "text", 5].map((entry) => ({
    covers: "4.1/4",
    rule: `an entry that is ${JSON.stringify(entry)} fails barely`,
    data: () => ({ event1: entry }),
    error: BARE,
    needs: ["native"] as const,
  })),
  ...["methods", "objects"].flatMap((property) => [
    {
      covers: property === "methods" ? "4.1/5" : "4.1/7",
      rule: `${property} that are no real array are refused, an array-like included`,
      data: () => oneEvent({ [property]: { 0: "m1", length: 1 } }),
      error: notArray(property),
      needs: ["native"] as const,
    },
    {
      covers: "4.1/missing",
      rule: `missing ${property} should be an array`,
      data: () => {
        const { [property]: _, ...rest } = oneEvent().event1 ?? {};
        return { event1: rest };
      },
      error: notArray(property),
      needs: ["native"] as const,
    },
    {
      covers: property === "methods" ? "4.1/6" : "4.1/7",
      rule: `${property} with an entry that is no string are refused`,
      data: () => oneEvent({ [property]: ["fine", 5] }),
      error: notStrings(property),
      needs: ["native"] as const,
    },
    {
      covers: "4.1/missing",
      rule: `only ${property} whose getter throws are a missing required property`,
      data: () => ({ event1: throwing(oneEvent().event1 ?? {}, property) }),
      error: `Missing required property "${property}" for event`,
      needs: ["native", "foreign-code"] as const,
    },
  ]),
  {
    covers: "4.1/8",
    rule: "extra_keys that are no array are refused",
    data: () => oneEvent({ extra_keys: "key1" }),
    error: notArray("extra_keys"),
    needs: ["native"],
  },
  {
    covers: "4.1/8",
    rule: "extra_keys with an entry that is no string are refused",
    data: () => oneEvent({ extra_keys: ["key1", null] }),
    error: notStrings("extra_keys"),
    needs: ["native"],
  },
  {
    covers: "4.1/exists",
    rule: "extra_keys that are there with the value undefined should be an array",
    data: () => oneEvent({ extra_keys: undefined }),
    error: notArray("extra_keys"),
    needs: ["native", "not-json"],
  },
  ...["expired", "record_on_release"].flatMap((property) => [
    ...[null, "true", 1].map((value) => ({
      covers: property === "expired" ? "4.1/9" : "4.1/10",
      rule: `${property} that is ${JSON.stringify(value)} fails barely`,
      data: () => oneEvent({ [property]: value }),
      error: BARE,
      needs: ["native"] as const,
    })),
    {
      covers: "4.1/exists",
      rule: `${property} that is there with the value undefined fails barely`,
      data: () => oneEvent({ [property]: undefined }),
      error: BARE,
      needs: ["native", "not-json"] as const,
    },
    {
      covers: "4.1/exists",
      rule: `${property} that is inherited counts as there`,
      data: () => ({ event1: Object.assign(Object.create({ [property]: "no" }), oneEvent().event1) }),
      error: BARE,
      needs: ["native", "foreign-code"] as const,
    },
  ]),
  {
    covers: "4.1/11",
    rule: "every method name has to match the pattern, not only the first",
    data: () => oneEvent({ methods: ["m1", "bad-method"] }),
    error: "Method names should match the identifier pattern.",
  },
  {
    covers: "4.1/12",
    rule: "every object name has to match the pattern, not only the first",
    data: () => oneEvent({ objects: ["o1", "bad-object"] }),
    error: "Object names should match the identifier pattern.",
  },
  {
    covers: "4.1/13",
    rule: "an eleventh extra key is refused",
    data: () => oneEvent({ extra_keys: names("key", 11) }),
    error: "No more than 10 extra keys can be registered.",
  },
  {
    covers: "4.1/duplicates",
    rule: "duplicate extra keys count towards the ten",
    data: () => oneEvent({ extra_keys: [...names("key", 10), "key1"] }),
    error: "No more than 10 extra keys can be registered.",
  },
  {
    covers: "4.1/14",
    rule: "every extra key name has to match the pattern, not only the first",
    data: () => oneEvent({ extra_keys: ["key1", "bad-key"] }),
    error: "Extra key names should match the identifier pattern.",
  },
];

/** Two problems at once: the one that is reported is the one that is checked first. */
const ORDER: readonly Refusal[] = [
  {
    covers: "4.1/order",
    rule: "the entry name is checked before the entry",
    data: () => ({ "bad-name": 5 }),
    error: "Event names should match the identifier pattern.",
    needs: ["native"],
  },
  {
    covers: "4.1/order",
    rule: "methods are read before objects, objects before extra keys",
    data: () => ({ event1: { extra_keys: 5 } }),
    error: notArray("methods"),
    needs: ["native"],
  },
  {
    covers: "4.1/order",
    rule: "every property's type is checked before any name's pattern",
    data: () => oneEvent({ methods: ["bad-method"], record_on_release: 1 }),
    error: BARE,
    needs: ["native"],
  },
  {
    covers: "4.1/order",
    rule: "method names are checked before object names, and these before the extra keys",
    data: () => oneEvent({ methods: ["bad-method"], objects: ["bad-object"], extra_keys: ["bad-key"] }),
    error: "Method names should match the identifier pattern.",
  },
  {
    covers: "4.1/order",
    rule: "the number of extra keys is checked before their names",
    data: () => oneEvent({ extra_keys: names("bad-key", 11) }),
    error: "No more than 10 extra keys can be registered.",
  },
  {
    covers: "4.1/order",
    rule: "the first entry is checked to its end before the second is looked at",
    data: () => ({
      ...oneEvent({ objects: ["bad-object"] }),
      event2: { methods: ["bad-method"], objects: [], extra_keys: [] },
    }),
    error: "Object names should match the identifier pattern.",
  },
];

/** What registerEvents refuses, each with its text, and nothing said in the console. */
export const REGISTRATION_REFUSALS = [...REFUSALS, ...ORDER].map(
  ({ covers, rule, data, error, needs = [] }): SuiteCase => ({
    covers: [covers],
    rule,
    needs,
    async run(api, category) {
      expectError(await api.registerEvents(category, data()), error);
      expect(await api.consoleMessages()).toEqual([]);
    },
  }),
);
