import { describe, expect, it } from "vitest";
import type { EventRow } from "../../../src/extension/panel-model/event-fields.ts";
import { compileFilter, type FilterSpec } from "../../../src/extension/panel-model/event-filter.ts";
import { row } from "./event-rows.ts";

const NOW = 1_700_000_100_000;
const NAMES = new Map([["shots@test", "Screenshots"]]);

const EVERYTHING: FilterSpec = {
  text: "",
  regex: false,
  highlight: false,
  fields: {},
  time: { kind: "all" },
  clearedUpTo: 0,
  pinnedOnly: false,
};

const ROWS = [
  row(1, { category: "navigation", method: "search", value: "Kittens" }),
  row(2, { category: "navigation", method: "click", extra: { engine: "ddg" } }),
  row(3, { category: "screenshots", source: "shots@test", state: "sent", pingId: "abc-123" }),
  row(4, {
    state: "refused",
    process: "",
    notices: [
      {
        code: "unknown-event",
        surface: "error",
        message: "Unknown event",
        field: "object",
        limit: null,
        got: "",
      },
    ],
  }),
];

function compile(spec: Partial<FilterSpec>, pinned: readonly number[] = []) {
  return compileFilter(
    { ...EVERYTHING, ...spec },
    { names: NAMES, isPinned: (id) => pinned.includes(id), now: () => NOW },
  );
}

function passing(spec: Partial<FilterSpec>, rows: readonly EventRow[] = ROWS): number[] {
  const filter = compile(spec);
  return rows.filter(filter.passes).map(({ id }) => id);
}

describe("the filter of events", () => {
  it("lets everything through until something is asked for", () => {
    expect(passing({})).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ["a value, whatever its case", "kittens", [1]],
    ["an extra's value", "ddg", [2]],
    ["an extra's key", "engine", [2]],
    ["the name of the source", "screenshots", [3]],
    ["the id of the source", "shots@test", [3]],
    ["the ping", "abc-123", [3]],
    ["the reason of a refusal", "unknown-event", [4]],
    ["several words that may be in different fields", "navigation ddg", [2]],
    ["several words as they stand", '"Unknown event"', [4]],
    ["what is without a word", "-navigation", [3]],
    ["a field that contains a value", "method:sea", [1]],
    ["a field with one of several values", "state:sent,refused", [3, 4]],
    ["a source by its name", "source:screenshot", [3]],
    ["a field without a value", "-category:navigation", [3]],
    ["a word that only looks like a field", "colour:red", []],
  ])("finds %s", (_what, text, ids) => {
    expect(passing({ text })).toEqual(ids);
  });

  it("finds by a regular expression, whose anchors mean one field", () => {
    expect(passing({ text: "^nav\\w+$", regex: true })).toEqual([1, 2, 4]);
    expect(passing({ text: "^KIT", regex: true })).toEqual([1]);
    expect(passing({ text: "category:navigation", regex: true })).toEqual([]);
  });

  it("says why a regular expression is none, and hides nothing by it", () => {
    const filter = compile({ text: "(", regex: true });
    expect(filter.badRegex).toMatch(/SyntaxError/);
    expect(ROWS.filter(filter.passes)).toHaveLength(ROWS.length);
    expect(ROWS.filter(filter.matches)).toEqual([]);
    expect(filter.marker).toBeNull();
  });

  it("marks instead of hiding when it highlights", () => {
    const filter = compile({ text: "kittens", highlight: true });
    expect(ROWS.filter(filter.passes)).toHaveLength(ROWS.length);
    expect(ROWS.filter(filter.matches).map(({ id }) => id)).toEqual([1]);
    expect("Kittens".match(filter.marker ?? /never/)?.[0]).toBe("Kittens");
  });

  it("takes signs of a pattern in a word for themselves", () => {
    const filter = compile({ text: "a.b(c)" });
    expect(filter.marker?.test("a.b(c)")).toBe(true);
    expect(compile({ text: "a.b" }).marker?.test("axb")).toBe(false);
  });

  it("takes several values of a field, and all fields together", () => {
    expect(passing({ fields: { state: ["sent", "refused"] } })).toEqual([3, 4]);
    expect(passing({ fields: { state: ["pending"], method: ["search"] } })).toEqual([1]);
    expect(passing({ fields: { state: [] } })).toEqual([1, 2, 3, 4]);
    expect(passing({ fields: { process: [""] } })).toEqual([4]);
  });

  it("shows a refused call of another function by that function's name", () => {
    const refused = row(5, { call: "registerEvents", method: "" });
    expect(passing({ fields: { method: ["registerEvents()"] } }, [...ROWS, refused])).toEqual([5]);
  });

  it("keeps to the last minutes, or to a range whose ends belong to it", () => {
    expect(passing({ time: { kind: "last", minutes: 1.65 } })).toEqual([1, 2, 3, 4]);
    expect(passing({ time: { kind: "last", minutes: 1.625 } })).toEqual([3, 4]);
    const [from, to] = [ROWS[1]?.wallTime ?? 0, ROWS[2]?.wallTime ?? 0];
    expect(passing({ time: { kind: "range", from, to } })).toEqual([2, 3]);
    expect(passing({ time: { kind: "range", from: null, to: from } })).toEqual([1, 2]);
  });

  it("leaves out what was cleared, but not what a file brought", () => {
    expect(passing({ clearedUpTo: 3 }, [...ROWS, row(-1)])).toEqual([4, -1]);
  });

  it("keeps to pinned events when asked", () => {
    const filter = compile({ pinnedOnly: true }, [2]);
    expect(ROWS.filter(filter.passes).map(({ id }) => id)).toEqual([2]);
  });
});
