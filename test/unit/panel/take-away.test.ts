import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { copyEvents } from "../../../src/extension/panel-model/copy-formats.ts";
import { compileOrder, NEWEST_LAST } from "../../../src/extension/panel-model/event-order.ts";
import { exportEvents, FILE_FORMATS } from "../../../src/extension/panel-model/export-events.ts";
import {
  type ExportedEvent,
  type Mark,
  toExportedEvent,
} from "../../../src/extension/panel-model/exported-event.ts";
import { ImportError, importEvents } from "../../../src/extension/panel-model/import-events.ts";
import { visibleText } from "../../../src/extension/panel-model/visible-text.ts";
import { HOSTILE_TEXTS, hostileRow, row } from "./event-rows.ts";

const FULL = row(3, { timestamp: 1234.9, value: "v", extra: { to: "home" } });
const BARE = row(4, { timestamp: 5 });
const REFUSED = row(5, { state: "refused", object: "lnik", process: "" });
const NO_MARKS: ReadonlyMap<number, Mark> = new Map();
/** Everything that hides, breaks lines or turns text round, except the line feeds of the format itself. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

describe("an event is copied", () => {
  it("as JSON with everything that is known of it", () => {
    expect(JSON.parse(copyEvents([FULL], "json"))).toEqual(toExportedEvent(FULL, undefined));
    expect(JSON.parse(copyEvents([FULL, BARE], "json"))).toHaveLength(2);
  });

  it("as the tuple that travels", () => {
    expect(copyEvents([FULL, BARE], "tuple")).toBe(
      '[1234,"navigation","click","link","v",{"to":"home"}]\n[5,"navigation","click","link"]',
    );
  });

  it("as a Markdown table", () => {
    const [head, line, event] = copyEvents([FULL], "markdown").split("\n");
    expect(head?.split("|")).toHaveLength(event?.split("|").length ?? 0);
    expect(line).toMatch(/^\| ---/);
    expect(event).toContain("| navigation | click | link | v |");
  });

  it("as the call that records it", () => {
    expect(copyEvents([FULL, BARE], "call")).toBe(
      'await browser.telemetry.recordEvent("navigation", "click", "link", "v", {"to":"home"});\n' +
        'await browser.telemetry.recordEvent("navigation", "click", "link");',
    );
  });

  it("as an assertion that holds for it, and for a refused one that it is not there", () => {
    expect(copyEvents([FULL], "assertion")).toBe(
      'expect(events).toContainEqual([expect.any(Number), "navigation", "click", "link", "v", {"to":"home"}]);',
    );
    expect(copyEvents([REFUSED], "assertion")).toMatch(/^expect\(events\)\.not\.toContainEqual/);
    const events = [[1234, "navigation", "click", "link", "v", { to: "home" }]];
    expect(() =>
      new Function("expect", "events", copyEvents([FULL], "assertion"))(expect, events),
    ).not.toThrow();
    expect(() => new Function("expect", "events", copyEvents([BARE], "assertion"))(expect, events)).toThrow();
  });

  it("with its texts as code that says exactly them, whatever they are", () => {
    const hostile = hostileRow();
    const recorded: unknown[][] = [];
    const browser = { telemetry: { recordEvent: (...args: unknown[]) => recorded.push(args) } };
    runInNewContext(`(async () => { ${copyEvents([hostile], "call")} })()`, { browser });
    const [category, method, object, value, extra] = recorded[0] ?? [];
    expect([category, method, object, value]).toEqual([
      hostile.category,
      hostile.method,
      hostile.object,
      hostile.value,
    ]);
    expect({ ...(extra as object) }).toEqual(hostile.extra);
    for (const format of ["call", "tuple", "assertion"] as const) {
      expect(copyEvents([hostile], format)).not.toMatch(INVISIBLE);
    }
  });

  it("into Markdown as text in one cell, whatever it is", () => {
    for (const text of HOSTILE_TEXTS) {
      const line = copyEvents([row(1, { value: text })], "markdown").split("\n")[2] ?? "";
      expect(line.replaceAll("\\|", "").split("|")).toHaveLength(10);
      expect(line).not.toMatch(INVISIBLE);
      expect(line).not.toMatch(/(?<!\\)[<[*`]/);
    }
  });
});

describe("exported files", () => {
  const marks = new Map<number, Mark>([[3, { pinned: true, note: 'look, "here"' }]]);

  it.each(FILE_FORMATS)("as %s come back as they were, with pins and notes", (format) => {
    const file = exportEvents([FULL, BARE, REFUSED, hostileRow()], marks, format);
    const { rows, marks: found } = importEvents(file, -1);
    const strip = (event: ExportedEvent) => ({ ...event, pinned: false, note: "" });
    expect(rows.map((back) => strip(toExportedEvent(back, undefined)))).toEqual(
      [FULL, BARE, REFUSED, hostileRow()].map((event) => toExportedEvent(event, undefined)),
    );
    expect(rows.map(({ id }) => id)).toEqual([-4, -3, -2, -1]);
    expect(found).toEqual(new Map([[-4, marks.get(3)]]));
  });

  it.each(FILE_FORMATS)("as %s come back in their order, of the same millisecond too", (format) => {
    const twins = [row(3, { value: "first", wallTime: 9 }), row(4, { value: "second", wallTime: 9 })];
    const { rows } = importEvents(exportEvents(twins, NO_MARKS, format), -1);
    const order = compileOrder(NEWEST_LAST, null, () => "");
    expect([...rows].sort(order).map(({ value }) => value)).toEqual(["first", "second"]);
  });

  it.each(FILE_FORMATS)("as %s hide nothing from the eye", (format) => {
    const file = exportEvents([hostileRow()], NO_MARKS, format);
    expect(file.replaceAll(/\r?\n/g, "")).not.toMatch(INVISIBLE);
  });

  it("as CSV have no cell that a spreadsheet takes for a formula", () => {
    for (const text of HOSTILE_TEXTS) {
      const event = row(1, { value: text, source: text, category: text, extra: null, extraText: text });
      const file = exportEvents([event], new Map([[1, { pinned: false, note: text }]]), "csv");
      for (const cell of file
        .trim()
        .split("\r\n")[1]
        ?.match(/"(?:[^"]|"")*"/g) ?? []) {
        expect(cell.slice(1)).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/);
      }
      expect(file.trim().split("\r\n")).toHaveLength(2);
    }
  });

  it("as CSV have none either for a spreadsheet that separates by something else", () => {
    const nested = `x;=1+1;"@SUM(A1)", +2\t-3|=4;＝5`;
    const event = row(1, { value: nested, source: nested, extra: { k: nested } });
    const file = exportEvents([event], NO_MARKS, "csv");
    for (const separator of [";", ",", "\t", "|"]) {
      for (const cell of file.split("\r\n").flatMap((line) => line.split(separator))) {
        expect(cell).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/);
      }
    }
    expect(importEvents(file, -1).rows[0]).toMatchObject({
      value: nested,
      source: nested,
      extra: { k: nested },
    });
  });

  it.each(FILE_FORMATS)("as %s keep keys that mean something to JavaScript", (format) => {
    const extra = JSON.parse('{"constructor": "a", "toString": "b"}');
    const [back] = importEvents(exportEvents([row(1, { extra })], NO_MARKS, format), -1).rows;
    expect(Object.entries(back?.extra ?? {})).toEqual([
      ["constructor", "a"],
      ["toString", "b"],
    ]);
  });

  it("are of one line an event as NDJSON", () => {
    const file = exportEvents([hostileRow(), BARE], NO_MARKS, "ndjson");
    expect(
      file
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).timestamp),
    ).toEqual([70.5, 5]);
  });
});

describe("a file is imported", () => {
  const event = {
    time: "2026-01-02T03:04:05.678Z",
    timestamp: 1,
    category: "c",
    method: "m",
    object: "o",
    value: null,
    extra: null,
  };

  it.each([
    ["NDJSON", JSON.stringify(event)],
    [
      "NDJSON with blank lines and a mark at its head",
      `\ufeff${JSON.stringify(event)}\n\n${JSON.stringify(event)}\n`,
    ],
    ["a JSON array over several lines", JSON.stringify([event], null, 2)],
    ["one event as copied", JSON.stringify(event, null, 2)],
  ])("from %s, with what is missing filled in", (_kind, text) => {
    expect(importEvents(text, -1).rows[0]).toMatchObject({
      category: "c",
      state: "pending",
      call: "recordEvent",
      wallTime: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    });
  });

  it.each([
    ["text that is neither", "hello", "neither JSON nor CSV"],
    ["broken JSON", '{"a": 1', "not JSON"],
    ["a broken line", `${JSON.stringify(event)}\n{"a"`, "line 2 is not JSON"],
    [
      "an event without a category",
      JSON.stringify({ ...event, category: undefined }),
      "event 1: category: expected string",
    ],
    [
      "an extra that is no text",
      JSON.stringify({ ...event, extra: { k: 5 } }),
      "extra.k: expected string, got 5",
    ],
    ["a state that there is not", JSON.stringify({ ...event, state: "lost?" }), "state"],
    ["a time that is none", JSON.stringify({ ...event, time: "yesterday" }), "time"],
    ["CSV of somebody else", "a,b\r\n1,2\r\n", "column «event»"],
    [
      "too many events",
      JSON.stringify(Array.from({ length: 10_001 }, () => 0)),
      "10001 events; 10000 at most",
    ],
  ])("not from %s, and it says why", (_what, text, message) => {
    expect(() => importEvents(text, -1)).toThrow(ImportError);
    expect(() => importEvents(text, -1)).toThrow(message);
  });
});

describe("a text on the screen", () => {
  it("shows what would hide, break the line or turn it round", () => {
    expect(visibleText("a\u0000b\n\u202ec\u200b")).toBe("a⟨U+0000⟩b⟨U+000A⟩⟨U+202E⟩c⟨U+200B⟩");
    for (const text of HOSTILE_TEXTS) expect(visibleText(text)).not.toMatch(INVISIBLE);
  });

  it("leaves letters, spaces and emoji of several parts as they are", () => {
    for (const text of ["plain", "ümläut ß", "👩‍👩‍👧‍👦", "a b", "العربية"])
      expect(visibleText(text)).toBe(text);
  });

  it("shows half a character as such", () => {
    expect(visibleText("a\ud800b")).toBe("a\ufffdb");
  });
});
