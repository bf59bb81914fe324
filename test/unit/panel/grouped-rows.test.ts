import { describe, expect, it } from "vitest";
import { GroupedRows, isGroupHead } from "../../../src/extension/panel-model/grouped-rows.ts";
import { visibleRange } from "../../../src/extension/panel-model/visible-range.ts";
import { row } from "./event-rows.ts";

const ROWS = [row(1, { source: "a" }), row(2, { source: "a" }), row(3, { source: "b" })];

function print(grouped: GroupedRows): string[] {
  return Array.from({ length: grouped.length }, (_, at) => {
    const item = grouped.at(at);
    if (item === undefined) return "nothing";
    return isGroupHead(item) ? `${item.collapsed ? "+" : "-"}${item.group} (${item.count})` : String(item.id);
  });
}

describe("groups of events", () => {
  it("have a head with their name and number before their events", () => {
    expect(print(new GroupedRows(ROWS, "source", new Set()))).toEqual(["-a (2)", "1", "2", "-b (1)", "3"]);
  });

  it("show their head alone while they are closed", () => {
    const grouped = new GroupedRows(ROWS, "source", new Set(["a"]));
    expect(print(grouped)).toEqual(["+a (2)", "-b (1)", "3"]);
    expect(ROWS.map((event) => grouped.indexOf(event))).toEqual([-1, -1, 2]);
  });

  it("are none when nothing is grouped", () => {
    const plain = new GroupedRows(ROWS, null, new Set());
    expect(print(plain)).toEqual(["1", "2", "3"]);
    expect(plain.indexOf(row(9))).toBe(-1);
  });

  it("know where each of their events is", () => {
    const grouped = new GroupedRows(ROWS, "source", new Set());
    expect(ROWS.map((event) => grouped.indexOf(event))).toEqual([1, 2, 4]);
  });
});

it("heads of groups are found by their names", () => {
  const rows = new GroupedRows(
    [row(1, { source: "a" }), row(2, { source: "a" }), row(3, { source: "b" })],
    "source",
    new Set(["a"]),
  );
  expect(["a", "b", "c"].map((name) => rows.indexOfGroup(name))).toEqual([0, 1, -1]);
});

describe("the rows in sight", () => {
  it.each([
    ["at the top", 0, 240, 24, 1_000, { first: 0, end: 12 }],
    ["in the middle, between two rows", 2_412, 240, 24, 1_000, { first: 98, end: 113 }],
    ["at the end", 23_760, 240, 24, 1_000, { first: 988, end: 1_000 }],
    ["of a list that has become shorter than the scroll", 23_760, 240, 24, 5, { first: 5, end: 5 }],
    ["of an empty list", 0, 240, 24, 0, { first: 0, end: 0 }],
  ])("%s", (_where, top, height, rowHeight, count, range) => {
    expect(visibleRange(top, height, rowHeight, count, 2)).toEqual(range);
  });
});
