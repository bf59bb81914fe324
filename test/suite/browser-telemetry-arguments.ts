import { expect } from "vitest";
import type { ExtensionCase } from "./extension-surface.ts";

type Call = readonly [name: string, ...args: unknown[]];

/** Valid calls of every function, which arguments can be taken from and given to. */
const CALLS: readonly Call[] = [
  ["submitPing", "suite-arguments", {}, {}],
  ["canUpload"],
  ["scalarAdd", "suite.name", 1],
  ["scalarSet", "suite.name", 1],
  ["scalarSetMaximum", "suite.name", 1],
  ["keyedScalarAdd", "suite.name", "key", 1],
  ["keyedScalarSet", "suite.name", "key", 1],
  ["keyedScalarSetMaximum", "suite.name", "key", 1],
  ["recordEvent", "suite", "method", "object"],
  ["registerScalars", "suite", {}],
  ["registerEvents", "suite", {}],
  ["setEventRecordingEnabled", "suite", true],
];

/** Rows of the table of functions, for the case titles. */
const ROW: Readonly<Record<string, string>> = {
  submitPing: "12.1/1",
  canUpload: "12.1/3",
  scalarAdd: "12.1/4",
  scalarSet: "12.1/5",
  scalarSetMaximum: "12.1/6",
  keyedScalarAdd: "12.1/7",
  keyedScalarSet: "12.1/7",
  keyedScalarSetMaximum: "12.1/7",
  recordEvent: "12.1/8",
  registerScalars: "12.1/9",
  registerEvents: "12.1/10",
  setEventRecordingEnabled: "12.1/11",
};

/** Arguments of a type that their parameter does not take. */
const WRONG_TYPES: readonly Call[] = [
  ["submitPing", 5, {}, {}],
  ["submitPing", "suite-arguments", [], {}],
  ["submitPing", "suite-arguments", null, {}],
  ["submitPing", "suite-arguments", {}, null],
  ["scalarAdd", "suite.name", "1"],
  ["scalarAdd", null, 1],
  ["scalarSet", "suite.name", null],
  ["scalarSet", "suite.name", undefined],
  ["scalarSet", "suite.name", []],
  ["scalarSetMaximum", "suite.name", true],
  ["keyedScalarAdd", "suite.name", 5, 1],
  ["keyedScalarSet", "suite.name", "key", null],
  ["keyedScalarSetMaximum", "suite.name", "key", "1"],
  ["recordEvent", "suite", 5, "object"],
  ["recordEvent", null, "method", "object"],
  ["recordEvent", "suite", "method", undefined],
  ["recordEvent", "suite", "method", "object", 5],
  ["recordEvent", "suite", "method", "object", true],
  ["recordEvent", "suite", "method", "object", "value", "extra"],
  ["recordEvent", "suite", "method", "object", null, ["extra"]],
  ["recordEvent", "suite", "method", "object", { key: "v" }, { key: "v" }],
  ["registerScalars", "suite", null],
  ["registerEvents", 5, {}],
  ["registerEvents", "suite", []],
  ["registerEvents", "suite", "data"],
  ["setEventRecordingEnabled", "suite", "true"],
  ["setEventRecordingEnabled", "suite", 1],
  ["setEventRecordingEnabled", "suite", null],
];

/** Numbers that are no integers. */
const NO_INTEGERS: readonly Call[] = [1.5, Number.NaN, Number.POSITIVE_INFINITY].flatMap((value): Call[] => [
  ["scalarAdd", "suite.name", value],
  ["scalarSet", "suite.name", value],
  ["scalarSetMaximum", "suite.name", value],
  ["keyedScalarAdd", "suite.name", "key", value],
]);

interface BadContent {
  readonly covers: readonly string[];
  readonly call: Call;
  readonly parameter: string;
  readonly why: string;
}

function event(overrides: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { event1: { methods: ["m1"], objects: ["o1"], extra_keys: [], ...overrides } };
}

function without(property: string): Record<string, unknown> {
  const { [property]: _, ...rest } = event({}).event1 as Record<string, unknown>;
  return { event1: rest };
}

function badEvents(why: string, data: unknown, ...covers: string[]): BadContent {
  return { covers, call: ["registerEvents", "suite", data], parameter: "data", why };
}

function badScalars(why: string, data: unknown, ...covers: string[]): BadContent {
  return { covers, call: ["registerScalars", "suite", data], parameter: "data", why };
}

function badOptions(why: string, options: unknown): BadContent {
  return { covers: [], call: ["submitPing", "suite-arguments", {}, options], parameter: "options", why };
}

function badNumber(why: string, ...call: Call): BadContent {
  return { covers: ["12.1/integer"], call, parameter: "value", why };
}

/** Arguments of the right base type with content that the schema does not take. */
const BAD_CONTENT: readonly BadContent[] = [
  ...["A", "ab", "-ab", "ab-", "a_b", "äbc", "Abc"].map((type) => ({
    covers: [],
    call: ["submitPing", type, {}, {}] as const,
    parameter: "type",
    why: `String "${type}" must match /^[a-z0-9][a-z0-9-]+[a-z0-9]$/`,
  })),
  badOptions('Unexpected property "addPioneerId"', { addPioneerId: true }),
  badOptions('Error processing addClientId: Expected boolean instead of "yes"', { addClientId: "yes" }),
  badOptions("Error processing overrideEnvironment: Expected object instead of 5", {
    overrideEnvironment: 5,
  }),
  badNumber("Integer 0 is too small (must be at least 1)", "scalarAdd", "suite.name", 0),
  badNumber("Integer -1 is too small (must be at least 1)", "keyedScalarAdd", "suite.name", "key", -1),
  badNumber("Integer -1 is too small (must be at least 0)", "scalarSetMaximum", "suite.name", -1),
  badNumber("Integer -1 is too small (must be at least 0)", "keyedScalarSetMaximum", "suite.name", "key", -1),
  badNumber("Integer is out of range", "scalarAdd", "suite.name", 2 ** 53),
  ...[5, true, null].map((value) => ({
    covers: [],
    call: ["recordEvent", "suite", "method", "object", null, { key: "fine", other: value }] as const,
    parameter: "extra",
    why: `Error processing other: Expected string instead of ${value}`,
  })),
  {
    covers: [],
    call: ["recordEvent", "suite", "method", "object", null, new Proxy({}, { ownKeys: unlistable })],
    parameter: "extra",
    why: "Expected a plain JavaScript object, got a Proxy",
  },
  ...["methods", "objects"].map((property) =>
    badEvents(`Error processing event1: Property "${property}" is required`, without(property)),
  ),
  badEvents(
    'Error processing event1: Property "extra_keys" is required',
    without("extra_keys"),
    "12.1/extra-keys-required",
  ),
  badEvents(
    'Error processing event1: Unexpected property "foo"',
    event({ foo: 1 }),
    "12.1/unknown-properties",
  ),
  badEvents(
    "Error processing event1: Unexpected properties: bar, foo",
    event({ foo: 1, bar: 2 }),
    "12.1/unknown-properties",
  ),
  badEvents('Error processing event1.methods: Expected array instead of "m1"', event({ methods: "m1" })),
  badEvents("Error processing event1.methods.1: Expected string instead of 5", event({ methods: ["m1", 5] })),
  badEvents(
    "Error processing event1.extra_keys: Expected array instead of null",
    event({ extra_keys: null }),
    "12.1/extra-keys-required",
  ),
  badEvents('Error processing event1.expired: Expected boolean instead of "yes"', event({ expired: "yes" })),
  badEvents("Error processing event1: Expected object instead of null", { event1: null }),
  badScalars('Error processing name: Property "kind" is required', { name: {} }),
  badScalars(
    'Error processing name.kind: Invalid enumeration value "x"',
    { name: { kind: "x" } },
    "12.1/named-kinds",
  ),
  badScalars(
    "Error processing name.kind: Expected string instead of 0",
    { name: { kind: 0 } },
    "12.1/named-kinds",
  ),
  badScalars(
    'Error processing name: Unexpected property "stores"',
    { name: { kind: "count", stores: ["main"] } },
    "12.1/unknown-properties",
  ),
];

function unlistable(): never {
  throw new Error("foreign code");
}

function show([name, ...args]: Call): string {
  const shown = args.map((argument) =>
    typeof argument === "number" || argument === undefined
      ? String(argument)
      : argument !== null && typeof argument === "object" && !Array.isArray(argument)
        ? "{…}"
        : JSON.stringify(argument),
  );
  return `${name}(${shown.join(", ")})`;
}

/** A call that the schema refuses: it throws there and then, with this text, and the engine never hears of it. */
function throwing(covers: readonly string[], call: Call, problem: string): ExtensionCase {
  const message = `${problem} for telemetry.${call[0]}.`;
  return {
    covers: [...covers, ROW[call[0]] ?? ""],
    rule: `${show(call)} throws at once: ${message}`,
    async run({ page, firefoxCode }) {
      expect(await page.call(...call)).toEqual({ how: "threw at once", message });
      expect(await firefoxCode.consoleMessages()).toEqual([]);
    },
  };
}

const WRONG = "Incorrect argument types";
const withOneMore = (call: Call): Call =>
  call[0] === "recordEvent" ? [...call, "value", {}, "more"] : [...call, "more"];
const withOneLess = (call: Call): Call => call.slice(0, -1) as unknown as Call;

/** What Firefox's schema refuses before nsITelemetry, or our engine, hears of the call. */
export const ARGUMENT_CASES: readonly ExtensionCase[] = [
  ...CALLS.filter((call) => call.length > 1).map((call) => throwing(["12.2/1"], withOneLess(call), WRONG)),
  ...CALLS.map((call) => throwing(["12.2/1"], withOneMore(call), WRONG)),
  ...WRONG_TYPES.map((call) => throwing(["12.2/1"], call, WRONG)),
  ...NO_INTEGERS.map((call) => throwing(["12.2/1", "12.1/integer"], call, WRONG)),
  ...BAD_CONTENT.map(({ covers, call, parameter, why }) =>
    throwing(["12.2/2", "12.2/3", ...covers], call, `Type error for parameter ${parameter} (${why})`),
  ),
  {
    covers: ["12/promises"],
    rule: "every function returns a promise",
    async run({ page }) {
      // An Ended is a promise's end: the surface fails a call that returns anything else.
      for (const ended of await page.callAll(CALLS)) expect(ended).toMatchObject({ how: "resolved" });
    },
  },
];
