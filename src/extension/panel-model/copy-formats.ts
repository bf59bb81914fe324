import type { EventRow } from "./event-fields.ts";
import { tupleOf } from "./event-tuple-text.ts";
import { toExportedEvent } from "./exported-event.ts";
import { visibleJson, visibleText } from "./visible-text.ts";

/** What an event can be copied as. */
export const COPY_FORMATS = ["json", "tuple", "markdown", "call", "assertion"] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

const MARKDOWN_HEAD = [
  "| time | category | method | object | value | extra | source | state |",
  "| --- | --- | --- | --- | --- | --- | --- | --- |",
];

/** The events as text, one after the other. Whatever is in them stays text in what it is pasted into. */
export function copyEvents(rows: readonly EventRow[], format: CopyFormat): string {
  switch (format) {
    case "json":
      return visibleJson(rows.length === 1 && rows[0] ? describe(rows[0]) : rows.map(describe), 2);
    case "tuple":
      return rows.map((row) => visibleJson(tupleOf(row))).join("\n");
    case "markdown":
      return [...MARKDOWN_HEAD, ...rows.map(markdownRow)].join("\n");
    case "call":
      return rows.map((row) => `await browser.telemetry.recordEvent(${argumentsOf(row)});`).join("\n");
    case "assertion":
      return rows.map(assertionOf).join("\n");
  }
}

function describe(row: EventRow) {
  return toExportedEvent(row, undefined);
}

function markdownRow(row: EventRow): string {
  const extra = row.extra === null ? (row.extraText ?? "") : visibleJson(row.extra);
  const cells = [
    new Date(row.wallTime).toISOString(),
    row.category,
    row.method,
    row.object,
    row.value ?? "",
    extra,
    row.source,
    row.state,
  ];
  return `| ${cells.map(markdownCell).join(" | ")} |`;
}

/** No cell can end the table's row, start a tag, a link or an emphasis: each sign that means something gets its backslash. */
function markdownCell(text: string): string {
  return visibleText(text).replace(/[\\`*_{}[\]<>()#+!|~&-]/g, "\\$&");
}

/** The arguments of `recordEvent` from the category on, without those that were left out. */
function argumentsOf({ category, method, object, value, extra }: EventRow): string {
  const names = [category, method, object].map((name) => visibleJson(name));
  if (extra !== null) return [...names, visibleJson(value), visibleJson(extra)].join(", ");
  return (value === null ? names : [...names, visibleJson(value)]).join(", ");
}

/** For Vitest or Jest, over events as tuples; of a refused event, that it was not recorded. */
function assertionOf(row: EventRow): string {
  const not = row.state === "refused" ? ".not" : "";
  const [, ...rest] = tupleOf(row);
  const items = ["expect.any(Number)", ...rest.map((item) => visibleJson(item))].join(", ");
  return `expect(events)${not}.toContainEqual([${items}]);`;
}
