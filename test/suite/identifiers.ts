import { expect } from "vitest";
import { error, expectAccepted, expectError, names, oneEvent, storedEvents } from "./observe.ts";
import type { CallResult, SuiteApi, SuiteCase } from "./suite-api.ts";

const PATTERN = "should match the identifier pattern.";

interface Kind {
  readonly kind: string;
  readonly bytes: number;
  readonly refusal: string;
  register(api: SuiteApi, category: string, identifier: string): Promise<CallResult>;
}

const CATEGORY: Kind = {
  kind: "category",
  bytes: 30,
  refusal: `Category parameter ${PATTERN}`,
  register: (api, _, identifier) => api.registerEvents(identifier, oneEvent()),
};

const EVENT_NAME: Kind = {
  kind: "event name",
  bytes: 20,
  refusal: `Event names ${PATTERN}`,
  register: (api, category, identifier) => api.registerEvents(category, { [identifier]: oneEvent().event1 }),
};

/** The four kinds in which no dot may be. */
const NAMES: readonly Kind[] = [
  EVENT_NAME,
  {
    kind: "method",
    bytes: 20,
    refusal: `Method names ${PATTERN}`,
    register: (api, category, identifier) =>
      api.registerEvents(category, oneEvent({ methods: [identifier] })),
  },
  {
    kind: "object",
    bytes: 20,
    refusal: `Object names ${PATTERN}`,
    register: (api, category, identifier) =>
      api.registerEvents(category, oneEvent({ objects: [identifier] })),
  },
  {
    kind: "extra key",
    bytes: 15,
    refusal: `Extra key names ${PATTERN}`,
    register: (api, category, identifier) =>
      api.registerEvents(category, oneEvent({ extra_keys: [identifier] })),
  },
];

const ALL: readonly Kind[] = [CATEGORY, ...NAMES];

function accepting(
  covers: string,
  rule: string,
  kinds: readonly Kind[],
  make: (kind: Kind) => string[],
): SuiteCase[] {
  return kinds.map((kind) => ({
    covers: [covers],
    rule: `${kind.kind}: ${rule}`,
    async run(api, category) {
      for (const identifier of make(kind)) expectAccepted(await kind.register(api, category, identifier));
    },
  }));
}

function refusing(
  covers: string,
  rule: string,
  kinds: readonly Kind[],
  make: (kind: Kind) => string[],
): SuiteCase[] {
  return kinds.map((kind) => ({
    covers: [covers],
    rule: `${kind.kind}: ${rule}`,
    async run(api, category) {
      for (const identifier of make(kind))
        expectError(await kind.register(api, category, identifier), kind.refusal);
    },
  }));
}

export const IDENTIFIER_CASES: readonly SuiteCase[] = [
  ...accepting("3/length", "exactly as many bytes as the limit are accepted", ALL, ({ bytes }) => [
    "a".repeat(bytes),
  ]),
  ...refusing("3/length", "one byte more than the limit is refused", ALL, ({ bytes }) => [
    "a".repeat(bytes + 1),
  ]),
  ...accepting(
    "3/letters-digits",
    "ASCII letters and digits are accepted, a digit may come first",
    ALL,
    () => ["aZ09", "1st", "7"],
  ),
  ...accepting("3/underscore", "an underscore is accepted strictly inside", ALL, () => ["a_b"]),
  ...refusing("3/underscore", "an underscore first or last is refused", ALL, () => ["_a", "a_"]),
  // The schema of browser.telemetry drops a property of this name before the engine sees it.
  ...refusing("3/underscore", "__proto__ is refused", [EVENT_NAME], () => ["__proto__"]).map((refusal) => ({
    ...refusal,
    needs: ["native"] as const,
  })),
  ...accepting("3/dot", "a dot is accepted strictly inside a category", [CATEGORY], () => ["a.b"]),
  ...refusing("3/dot", "a dot first or last is refused", [CATEGORY], () => [".a", "a."]),
  ...refusing("3/dot", "a dot is refused anywhere else than in a category", NAMES, () => ["a.b"]),
  ...accepting("3/runs", "runs of dots and underscores are accepted", [CATEGORY], () => [
    "a..b",
    "a__b",
    "a._b",
  ]),
  ...accepting("3/runs", "runs of underscores are accepted", NAMES, () => ["a__b"]),
  ...refusing("3/empty", "the empty text, which Firefox let through by accident, is refused", ALL, () => [
    "",
  ]),
  ...refusing("3/empty", "a lone underscore or dot is refused", ALL, () => ["_", "."]),
  ...refusing(
    "3/other-characters",
    "hyphens, spaces, ?, +, / and anything not ASCII are refused",
    ALL,
    () => [..."-+?/ ".split("").map((character) => `a${character}b`), "é", "a\u0000b", "ａ", "a\n"],
  ),
  {
    covers: ["3/only-at-registration"],
    rule: "a malformed name given to recordEvent is an unknown event, not a malformed one",
    async run(api, category) {
      expectAccepted(await api.registerEvents(category, oneEvent()));
      expectAccepted(await api.recordEvent(category, "-not a name-", "o1"));
      expect(await api.consoleMessages()).toEqual([
        error(`Unknown event: ["${category}", "-not a name-", "o1"]`),
      ]);
      expect(await storedEvents(api, category)).toEqual([]);
    },
  },
  {
    covers: ["3/length"],
    rule: "identifiers of the greatest lengths, ten extra keys among them, are recorded in full",
    async run(api, category) {
      const longest = category.padEnd(30, "x");
      const [method, object] = ["m".repeat(20), "o".repeat(20)];
      const keys = names("key", 10).map((key) => key.padEnd(15, "k"));
      const extra = Object.fromEntries(keys.map((key) => [key, "v"]));
      const data = { name: { methods: [method], objects: [object], extra_keys: keys } };
      expectAccepted(await api.registerEvents(longest, data));
      expectAccepted(await api.recordEvent(longest, method, object, null, extra));
      expect(await storedEvents(api, longest)).toEqual([[longest, method, object, null, extra]]);
    },
  },
];
