import type { EventRow } from "../../../src/extension/panel-model/event-fields.ts";

/** An ordinary pending event; what a test is about is given. */
export function row(id: number, about: Partial<EventRow> = {}): EventRow {
  return {
    id,
    rev: id,
    state: "pending",
    pingId: null,
    timestamp: id * 10 + 0.5,
    wallTime: 1_700_000_000_000 + id * 1_000,
    call: "recordEvent",
    category: "navigation",
    method: "click",
    object: "link",
    value: null,
    extra: null,
    extraText: null,
    process: "dynamic",
    source: "addon@test",
    notices: [],
    ...about,
  };
}

/** What hostile callers record: markup, turned text, four-byte characters, NUL, quotes, breaks, formulas, long names. */
export const HOSTILE_TEXTS = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "\u202egnp.exe\u202c",
  "\u2066abc\u2069\u200f",
  "👩‍👩‍👧‍👦".repeat(7),
  "a\u0000b",
  'quote " and \\ and \r\n new line',
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  " =1",
  "＝1+1",
  "=cmd|' /C calc'!A0",
  "k".repeat(500),
  "| pipe | `code` | [link](javascript:alert(1)) | *bold* |",
  "$'{alert(1)} `$`",
  "__proto__",
] as const;

export function hostileRow(): EventRow {
  const extra = Object.fromEntries(
    HOSTILE_TEXTS.map((text, index) => [index === 15 ? text : `k${index}`, text]),
  );
  return row(7, { category: "<b>", method: "\u202em", object: "o\u0000", value: HOSTILE_TEXTS[0], extra });
}
