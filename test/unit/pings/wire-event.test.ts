import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findEventFault, wireEvents } from "../../../src/pings/wire-event.ts";

const accepted: [string, unknown][] = [
  ["4 items", [1, "c", "m", "o"]],
  ["5 items", [1, "c", "m", "o", "v"]],
  ["6 items", [1, "c", "m", "o", "v", { k: "x" }]],
  ["a null value", [1, "c", "m", "o", null]],
  ["a null value and a null extra", [1, "c", "m", "o", null, null]],
  ["a null extra entry", [1, "c", "m", "o", null, { k: null }]],
  ["an empty category", [1, "", "m", "o"]],
  ["a negative timestamp", [-1, "c", "m", "o"]],
  [
    "11 extra keys",
    [1, "c", "m", "o", null, Object.fromEntries([..."abcdefghijk"].map((key) => [key, key]))],
  ],
  ["strings of any length", [1, "c".repeat(500), "m", "o", "v".repeat(5000)]],
];

const refused: [string, unknown, string][] = [
  ["3 items", [1, "c", "m"], "4 to 6 items"],
  ["7 items", [1, "c", "m", "o", null, null, null], "4 to 6 items"],
  ["a fractional timestamp", [1.5, "c", "m", "o"], "a whole number"],
  ["a string timestamp", ["1", "c", "m", "o"], "a whole number"],
  ["a null object", [1, "c", "m", null], "a string"],
  ["a numeric value", [1, "c", "m", "o", 5], "a string or null"],
  ["a numeric extra entry", [1, "c", "m", "o", null, { k: 1 }], "a string or null"],
  ["a boolean extra entry", [1, "c", "m", "o", null, { k: true }], "a string or null"],
  ["a nested extra entry", [1, "c", "m", "o", null, { k: {} }], "a string or null"],
  ["an array as an extra entry", [1, "c", "m", "o", null, { k: [] }], "a string or null"],
  ["an array as extra", [1, "c", "m", "o", null, []], "an object or null"],
  ["a string as extra", [1, "c", "m", "o", null, "x"], "an object or null"],
  ["an object", { 0: 1 }, "an array"],
  ["null", null, "an array"],
];

describe("an event as the server takes it", () => {
  it.each(accepted)("may have %s", (_, event) => {
    expect(findEventFault(event)).toBeNull();
  });

  it.each(refused)("may not have %s", (_, event, expected) => {
    expect(findEventFault(event)?.expected).toBe(expected);
  });

  it("names the place of the fault inside the array, for the first five faulty events", () => {
    const bad = Array.from({ length: 9 }, () => [1, "c", "m", "o", null, { k: 1 }]);
    const result = wireEvents.safeParse([[1, "c", "m", "o"], ...bad]);
    expect(result.error?.issues.map((issue) => issue.path)).toEqual(
      [1, 2, 3, 4, 5].map((index) => [index, 5, "k"]),
    );
  });

  it("never throws, whatever the value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(wireEvents.safeParse(value).success).toBe(
          Array.isArray(value) && value.every((event) => findEventFault(event) === null),
        );
      }),
    );
  });
});
