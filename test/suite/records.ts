import { expect } from "vitest";
import { error, names, oneEvent, register, storedEvents, warning } from "./observe.ts";
import type { SuiteApi, SuiteCase } from "./suite-api.ts";

const VALUE_CUT = "Value parameter exceeds maximum string length, truncating.";
const EXTRA_CUT = "Extra value exceeds maximum string length, truncating.";

async function recordValue(api: SuiteApi, category: string, value: string): Promise<unknown> {
  await api.recordEvent(category, "m1", "o1", value);
  return (await storedEvents(api, category)).at(-1)?.[3];
}

export const RECORD_CASES: readonly SuiteCase[] = [
  {
    covers: ["2/shapes", "2/empty-value", "2/empty-extra"],
    rule: "a record has 4 to 6 elements: null pads a missing value before an extra, and nothing trails",
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: ["k"] }));
      await api.recordEvents([
        [category, "m1", "o1"],
        [category, "m1", "o1", "v"],
        [category, "m1", "o1", ""],
        [category, "m1", "o1", null, { k: "x" }],
        [category, "m1", "o1", "v", { k: "" }],
        [category, "m1", "o1", null, {}],
        [category, "m1", "o1", "v", {}],
      ]);
      expect(await storedEvents(api, category)).toEqual([
        [category, "m1", "o1"],
        [category, "m1", "o1", "v"],
        [category, "m1", "o1", ""],
        [category, "m1", "o1", null, { k: "x" }],
        [category, "m1", "o1", "v", { k: "" }],
        [category, "m1", "o1"],
        [category, "m1", "o1", "v"],
      ]);
    },
  },
  {
    covers: ["2/key-order"],
    rule: "extra keys keep the order of the object, integers first",
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: ["a", "1", "b", "0"] }));
      await api.recordEvent(category, "m1", "o1", null, { b: "x", 1: "y", a: "z", 0: "w" });
      const extra = (await storedEvents(api, category))[0]?.[4];
      expect(Object.keys(extra ?? {})).toEqual(["0", "1", "b", "a"]);
    },
  },
  {
    covers: ["2/key-order"],
    rule: "extra keys may have the names of what every object inherits",
    async run(api, category) {
      const extra = { constructor: "a", toString: "b", valueOf: "c", hasOwnProperty: "d" };
      await register(api, category, oneEvent({ extra_keys: Object.keys(extra) }));
      await api.recordEvent(category, "m1", "o1", null, extra);
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1", null, extra]]);
    },
  },
  {
    covers: ["2/own-properties", "5.1/6"],
    rule: "only own enumerable properties with text keys count: symbol keys and inherited ones are ignored",
    needs: ["foreign-code"],
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: ["k"] }));
      const extra = Object.create({ inherited: "v" });
      Object.assign(extra, { k: "v", [Symbol("s")]: "v" });
      Object.defineProperty(extra, "hidden", { value: "v", enumerable: false });
      await api.recordEvent(category, "m1", "o1", null, extra);
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1", null, { k: "v" }]]);
    },
  },
  {
    covers: ["2.1/timestamp"],
    rule: "the timestamp is the process's clock when it was recorded, floored",
    async run(api, category) {
      await register(api, category);
      const before = Math.floor(await api.now());
      await api.recordEvent(category, "m1", "o1");
      const after = Math.floor(await api.now());
      const timestamp = (await api.snapshotEvents(1)).dynamic?.[0]?.[0];
      expect(timestamp).toBeGreaterThanOrEqual(before);
      expect(timestamp).toBeLessThanOrEqual(after);
      expect(Number.isInteger(timestamp)).toBe(true);
    },
  },
  {
    covers: ["2.1/order"],
    rule: "events are kept in the order of recording",
    async run(api, category) {
      await register(api, category);
      const values = names("v", 20);
      await api.recordEvents(values.map((value) => [category, "m1", "o1", value]));
      expect((await storedEvents(api, category)).map((event) => event[3])).toEqual(values);
    },
  },
  {
    covers: ["5.1/3", "5.3/bytes"],
    rule: "a value of 70, 80, 81, 90 ASCII characters is stored with 70, 80, 80, 80, with a warning past 80",
    async run(api, category) {
      await register(api, category);
      for (const [given, kept] of [
        [70, 70],
        [80, 80],
        [81, 80],
        [90, 80],
      ] as const) {
        expect(await recordValue(api, category, "a".repeat(given))).toBe("a".repeat(kept));
      }
      expect(await api.consoleMessages()).toEqual([warning(VALUE_CUT), warning(VALUE_CUT)]);
    },
  },
  {
    covers: ["5.1/9", "5.3/bytes"],
    rule: "an extra value of more than 80 bytes is cut, with a warning for each",
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: ["a", "b", "c"] }));
      await api.recordEvent(category, "m1", "o1", null, {
        a: "x".repeat(80),
        b: "y".repeat(81),
        c: "z".repeat(500),
      });
      expect(await storedEvents(api, category)).toEqual([
        [category, "m1", "o1", null, { a: "x".repeat(80), b: "y".repeat(80), c: "z".repeat(80) }],
      ]);
      expect(await api.consoleMessages()).toEqual([warning(EXTRA_CUT), warning(EXTRA_CUT)]);
    },
  },
  {
    covers: ["5.3/bytes"],
    rule: "a text is cut to the longest prefix of whole code points of at most 80 UTF-8 bytes",
    async run(api, category) {
      await register(api, category);
      expect(await recordValue(api, category, "漢".repeat(27))).toBe("漢".repeat(26));
      expect(await recordValue(api, category, "é".repeat(41))).toBe("é".repeat(40));
      expect(await recordValue(api, category, `a${"é".repeat(40)}`)).toBe(`a${"é".repeat(39)}`);
      expect(await recordValue(api, category, "😀".repeat(20))).toBe("😀".repeat(20));
      expect(await recordValue(api, category, `${"a".repeat(77)}😀`)).toBe("a".repeat(77));
    },
  },
  {
    covers: ["5.3/surrogates"],
    rule: "clusters are cut between their code points",
    async run(api, category) {
      await register(api, category);
      const combining = `${"a".repeat(79)}e\u0301`;
      expect(await recordValue(api, category, combining)).toBe(`${"a".repeat(79)}e`);
    },
  },
  {
    covers: ["5.3/surrogates", "5.1/2"],
    rule: "no text fails to convert: a lone surrogate becomes U+FFFD, three bytes, before anything is measured",
    needs: ["not-json"],
    async run(api, category) {
      await register(api, category);
      expect(await recordValue(api, category, "a\ud800b")).toBe("a\ufffdb");
      expect(await recordValue(api, category, "\udc00\ud800")).toBe("\ufffd\ufffd");
      expect(await recordValue(api, category, `${"a".repeat(78)}\ud83d`)).toBe("a".repeat(78));
      expect(await api.consoleMessages()).toEqual([warning(VALUE_CUT)]);
    },
  },
  {
    covers: ["5.3/verbatim"],
    rule: "nothing is trimmed and nothing is normalised",
    async run(api, category) {
      await register(api, category);
      for (const value of ["  a \n", "e\u0301", "é", "\u0000", "null"]) {
        expect(await recordValue(api, category, value)).toBe(value);
      }
    },
  },
  {
    covers: ["5.1/3", "5.1/types-first"],
    rule: "a cut is reported before the problem that then drops the event",
    async run(api, category) {
      await api.recordEvent(category, "m1", "o1", "a".repeat(81), { k: "b".repeat(81) });
      expect(await api.consoleMessages()).toEqual([
        warning(VALUE_CUT),
        warning(EXTRA_CUT),
        error(`Unknown event: ["${category}", "m1", "o1"]`),
      ]);
    },
  },
];
