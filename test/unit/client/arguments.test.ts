import { describe, expect, test } from "vitest";
import { placeArguments } from "../../../src/extension/client/signatures.ts";

const EVENT = { methods: ["click"], objects: ["button"], extra_keys: [] };

describe("the arguments of recordEvent", () => {
  test.each([
    [
      ["c", "m", "o"],
      ["c", "m", "o", null, null],
    ],
    [
      ["c", "m", "o", "v"],
      ["c", "m", "o", "v", null],
    ],
    [
      ["c", "m", "o", "v", { k: "x" }],
      ["c", "m", "o", "v", { k: "x" }],
    ],
    [
      ["c", "m", "o", { k: "x" }],
      ["c", "m", "o", null, { k: "x" }],
    ],
    [
      ["c", "m", "o", null, { k: "x" }],
      ["c", "m", "o", null, { k: "x" }],
    ],
    [
      ["c", "m", "o", undefined, undefined],
      ["c", "m", "o", null, null],
    ],
    [
      ["c", "m", "o", "", {}],
      ["c", "m", "o", "", {}],
    ],
  ])("%j take their places as in Firefox", (args, placed) => {
    expect(placeArguments("recordEvent", args)).toEqual(placed);
  });

  test.each([
    [[]],
    [["c", "m"]],
    [["c", "m", 1]],
    [["c", "m", null]],
    [["c", "m", "o", 1]],
    [["c", "m", "o", true]],
    [["c", "m", "o", "v", "x"]],
    [["c", "m", "o", "v", ["x"]]],
    [["c", "m", "o", { k: "x" }, "v"]],
    [["c", "m", "o", "v", {}, "more"]],
  ])("%j throw Firefox's text for wrong types", (args) => {
    expect(() => placeArguments("recordEvent", args)).toThrow(
      new Error("Incorrect argument types for telemetry.recordEvent."),
    );
  });

  test("throw Firefox's text for an extra value that is no string", () => {
    expect(() => placeArguments("recordEvent", ["c", "m", "o", { k: 1 }])).toThrow(
      new Error(
        "Type error for parameter extra (Error processing k: Expected string instead of 1) for telemetry.recordEvent.",
      ),
    );
  });
});

describe("what an argument holds is checked with Firefox's texts:", () => {
  test.each([
    ["scalarAdd", ["s", 0], "value (Integer 0 is too small (must be at least 1))"],
    ["scalarSetMaximum", ["s", -1], "value (Integer -1 is too small (must be at least 0))"],
    ["scalarAdd", ["s", 2 ** 60], "value (Integer is out of range)"],
    ["submitPing", ["A", {}, {}], 'type (String "A" must match /^[a-z0-9][a-z0-9-]+[a-z0-9]$/)'],
    [
      "submitPing",
      ["abc", {}, { addClientId: "yes" }],
      'options (Error processing addClientId: Expected boolean instead of "yes")',
    ],
    ["submitPing", ["abc", {}, { other: 1 }], 'options (Unexpected property "other")'],
    [
      "registerEvents",
      ["c", { open: { methods: ["m"], objects: ["o"] } }],
      'data (Error processing open: Property "extra_keys" is required)',
    ],
    [
      "registerEvents",
      ["c", { open: { ...EVENT, methods: "m" } }],
      'data (Error processing open.methods: Expected array instead of "m")',
    ],
    [
      "registerEvents",
      ["c", { open: { ...EVENT, objects: [1] } }],
      "data (Error processing open.objects.0: Expected string instead of 1)",
    ],
    [
      "registerEvents",
      ["c", { open: { ...EVENT, b: 1, a: 2 } }],
      "data (Error processing open: Unexpected properties: a, b)",
    ],
    ["registerEvents", ["c", { open: 1 }], "data (Error processing open: Expected object instead of 1)"],
    [
      "registerScalars",
      ["c", { s: { kind: "float" } }],
      'data (Error processing s.kind: Invalid enumeration value "float")',
    ],
  ] as const)("%s(%j)", (call, args, problem) => {
    expect(() => placeArguments(call, args)).toThrow(
      new Error(`Type error for parameter ${problem} for telemetry.${call}.`),
    );
  });

  test("a flag that is null or undefined is left out, as in Firefox", () => {
    const data = { open: { ...EVENT, expired: null, record_on_release: undefined } };
    expect(placeArguments("registerEvents", ["c", data])).toEqual(["c", data]);
  });

  test.each([["x"], [true], [5], [{ any: [1] }]])("a scalar may be set to %j", (value) => {
    expect(placeArguments("scalarSet", ["s", value])).toEqual(["s", value]);
  });

  test.each([[1.5], [null], [[1]], [Number.NaN]])("a scalar cannot be set to %j", (value) => {
    expect(() => placeArguments("scalarSet", ["s", value])).toThrow(
      "Incorrect argument types for telemetry.scalarSet.",
    );
  });
});
