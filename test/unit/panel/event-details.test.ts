import { describe, expect, it } from "vitest";
import { metersOf } from "../../../src/extension/panel-model/byte-meters.ts";
import {
  type ColumnId,
  cellText,
  DEFAULT_COLUMNS,
  extraColumn,
  moveColumn,
  toggleColumn,
} from "../../../src/extension/panel-model/columns.ts";
import { diffEvents } from "../../../src/extension/panel-model/event-diff.ts";
import { findRanges } from "../../../src/extension/panel-model/match-ranges.ts";
import { readNestedJson } from "../../../src/extension/panel-model/nested-json.ts";
import { formatSpan, nextMidnight } from "../../../src/extension/panel-model/next-main-ping.ts";
import { printEvents } from "../../../src/extension/panel-model/ping-events.ts";
import { row } from "./event-rows.ts";

const LIMITS = {
  eventCategoryBytes: 30,
  methodBytes: 20,
  objectBytes: 20,
  valueBytes: 80,
  extraKeys: 10,
  extraKeyBytes: 15,
  extraValueBytes: 80,
};

describe("the meters of an event", () => {
  it("measure every part in UTF-8 bytes against its own limit", () => {
    const event = row(1, { value: "ä👩", extra: { to: "home", straße: "" } });
    expect(metersOf(event, LIMITS).map(({ field, used, limit }) => [field, used, limit])).toEqual([
      ["category", 10, 30],
      ["method", 5, 20],
      ["object", 4, 20],
      ["value", 6, 80],
      ["extraKeys", 2, 10],
      ["extraKey.to", 2, 15],
      ["extra.to", 4, 80],
      ["extraKey.straße", 7, 15],
      ["extra.straße", 0, 80],
    ]);
  });

  it("leave out what the event does not have", () => {
    expect(metersOf(row(1), LIMITS).map(({ field }) => field)).toEqual(["category", "method", "object"]);
  });
});

describe("two events compared", () => {
  it("tell each field in which they differ, and where in it", () => {
    const left = row(1, { value: "query 12", extra: { engine: "ddg", cold: "true" } });
    const right = row(2, {
      value: "query 92",
      extra: { engine: "ddg", warm: "" },
      state: "sent",
      pingId: "p",
    });
    const diffs = diffEvents(left, right);
    expect(diffs.filter(({ same }) => !same).map(({ field }) => field)).toEqual([
      "value",
      "extra.cold",
      "extra.warm",
      "state",
      "ping",
    ]);
    expect(diffs.find(({ field }) => field === "value")).toMatchObject({
      left: { head: "query ", middle: "1", tail: "2" },
      right: { head: "query ", middle: "9", tail: "2" },
    });
    expect(diffs.find(({ field }) => field === "extra.cold")).toMatchObject({
      left: { middle: "true" },
      right: null,
    });
  });

  it("never part a character of two units, and lose none", () => {
    const [value] = diffEvents(row(1, { value: "a👩b" }), row(1, { value: "a👨b" })).filter(
      ({ same }) => !same,
    );
    expect(value?.left).toEqual({ head: "a", middle: "👩", tail: "b" });
    const [twice] = diffEvents(row(1, { value: "aa" }), row(1, { value: "aaa" })).filter(({ same }) => !same);
    for (const [side, whole] of [
      [twice?.left, "aa"],
      [twice?.right, "aaa"],
    ] as const) {
      expect(`${side?.head}${side?.middle}${side?.tail}`).toBe(whole);
    }
  });

  it("look for keys of the prototype nowhere", () => {
    expect(
      diffEvents(row(1, { extra: { toString: "x" } }), row(2)).find(
        ({ field }) => field === "extra.toString",
      ),
    ).toMatchObject({
      left: { middle: "x" },
      right: null,
    });
  });
});

describe("columns", () => {
  it("move, go and come, and the last one stays", () => {
    const columns: readonly ColumnId[] = ["state", "time", "value"];
    expect(moveColumn(columns, "value", -1)).toEqual(["state", "value", "time"]);
    expect(moveColumn(columns, "state", -1)).toBe(columns);
    expect(moveColumn(columns, "process", 1)).toBe(columns);
    expect(toggleColumn(columns, "time")).toEqual(["state", "value"]);
    expect(toggleColumn(columns, extraColumn("to"))).toEqual([...columns, "extra:to"]);
    expect(toggleColumn(["state"], "state")).toEqual(["state"]);
    expect(DEFAULT_COLUMNS).toContain("source");
  });

  it("show one extra key where one is asked for", () => {
    const event = row(1, { extra: { to: "home", from: "a" }, value: "v" });
    expect(cellText(event, "extra:to", "")).toBe("home");
    expect(cellText(event, "extra:none", "")).toBe("");
    expect(cellText(event, "extra", "")).toBe("to=home  from=a");
    expect(cellText(event, "event", "")).toBe("navigation · click · link");
    expect(cellText(event, "note", "look")).toBe("look");
  });
});

describe("what is found in a text", () => {
  it("is marked where it is, however often", () => {
    expect(findRanges("abcabc", /b/g)).toEqual([
      [1, 2],
      [4, 5],
    ]);
    expect(findRanges("abc", null)).toEqual([]);
  });

  it("is never nothing, and ends", () => {
    expect(findRanges("abc", /x*/g)).toEqual([]);
    expect(findRanges("a".repeat(1_000), /a/g)).toHaveLength(50);
  });
});

describe("JSON inside an extra", () => {
  it("is laid out when it is an object or an array", () => {
    expect(readNestedJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    for (const text of ["5", '"x"', "{broken", "plain", ""]) expect(readNestedJson(text)).toBeNull();
  });
});

describe("the events of a ping", () => {
  it("are printed one a line, from a main and from an event ping", () => {
    const events = [
      [1, "c", "m", "o"],
      [2, "c", "m", "o", null, { k: "\u202e" }],
    ];
    const printed =
      '{\n  "dynamic": [\n    [1,"c","m","o"],\n    [2,"c","m","o",null,{"k":"\\u202e"}]\n  ]\n}';
    expect(printEvents({ payload: { processes: { parent: {}, dynamic: { events } } } })).toBe(printed);
    expect(printEvents({ payload: { events: { dynamic: events } } })).toBe(printed);
    expect(JSON.parse(printEvents({ payload: { events: { dynamic: events } } }))).toEqual({
      dynamic: events,
    });
  });

  it.each([[{}], [null], [{ payload: null }], [{ payload: { processes: 5 } }]])("are none in %j", (ping) => {
    expect(printEvents(ping)).toBe("{}");
  });
});

describe("the countdown", () => {
  it("goes to the next local midnight, and never below nought", () => {
    const evening = new Date(2026, 4, 3, 23, 59, 30).getTime();
    expect(formatSpan(nextMidnight(evening) - evening)).toBe("0:30");
    expect(formatSpan(3_725_000)).toBe("1:02:05");
    expect(formatSpan(-5)).toBe("0:00");
  });
});
