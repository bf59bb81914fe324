import { type EventRow, extraText, FIELDS, type Field, fieldOf, isImported } from "./event-fields.ts";
import { type FieldTest, parseQuery, type WordTest } from "./query.ts";
import { isInTime, type TimeFilter } from "./time-filter.ts";

/** Chosen values by field; a field without an entry lets everything through. */
export type FieldChoice = Readonly<Partial<Record<Field, readonly string[]>>>;

export interface FilterSpec {
  readonly text: string;
  readonly regex: boolean;
  /** The text marks events and hides none. */
  readonly highlight: boolean;
  readonly fields: FieldChoice;
  readonly time: TimeFilter;
  /** Live events up to this id are off the list. */
  readonly clearedUpTo: number;
  /** Only events with a pin. */
  readonly pinnedOnly: boolean;
}

export interface EventFilter {
  /** Whether the event is on the list. */
  passes(row: EventRow): boolean;
  /** Whether the text is found in the event; false for an empty text. */
  matches(row: EventRow): boolean;
  /** Finds what to mark in a text; null when nothing is to be marked. */
  readonly marker: RegExp | null;
  /** Why the regular expression is none, in the engine's words. It then hides and marks nothing. */
  readonly badRegex: string | null;
}

/** Names of sources by id, searched like the rest of an event. */
export type SourceNames = ReadonlyMap<string, string>;

export interface FilterWorld {
  readonly names: SourceNames;
  isPinned(id: number): boolean;
  /** Read for relative times only. */
  now(): number;
}

/** Compiles the filter once; `passes` runs for every event that arrives. */
export function compileFilter(spec: FilterSpec, { names, isPinned, now }: FilterWorld): EventFilter {
  const search = spec.regex ? compileRegex(spec.text, names) : compileWords(spec.text, names);
  const chosen = FIELDS.flatMap((field) => {
    const values = spec.fields[field];
    return values && values.length > 0 ? [{ field, values: new Set(values) }] : [];
  });
  const hides = search.isActive && !spec.highlight;
  return {
    matches: (row) => search.isActive && search.found(row),
    passes: (row) =>
      (isImported(row) || row.id > spec.clearedUpTo) &&
      (!spec.pinnedOnly || isPinned(row.id)) &&
      chosen.every(({ field, values }) => values.has(fieldOf(row, field))) &&
      isInTime(spec.time, row.wallTime, now()) &&
      (!hides || search.found(row)),
    marker: search.marker,
    badRegex: search.problem,
  };
}

interface Search {
  readonly isActive: boolean;
  readonly marker: RegExp | null;
  readonly problem: string | null;
  found(row: EventRow): boolean;
}

function compileRegex(source: string, names: SourceNames): Search {
  if (source === "") return { isActive: false, marker: null, problem: null, found: () => true };
  try {
    const test = new RegExp(source, "im");
    const marker = new RegExp(source, "gim");
    return { isActive: true, marker, problem: null, found: (row) => test.test(searchText(row, names)) };
  } catch (error) {
    return { isActive: false, marker: null, problem: String(error), found: () => true };
  }
}

function compileWords(text: string, names: SourceNames): Search {
  const { words, fields } = parseQuery(text);
  const wanted = words.filter(({ negated }) => !negated);
  const marker =
    wanted.length === 0 ? null : new RegExp(wanted.map((word) => escapeRegex(word.text)).join("|"), "gi");
  const found = (row: EventRow): boolean =>
    fields.every((test) => passesField(test, row, names)) && passesWords(words, row, names);
  return { isActive: words.length + fields.length > 0, marker, problem: null, found };
}

function passesWords(words: readonly WordTest[], row: EventRow, names: SourceNames): boolean {
  if (words.length === 0) return true;
  const text = lowerText(row, names);
  return words.every((word) => text.includes(word.text) !== word.negated);
}

function passesField({ field, values, negated }: FieldTest, row: EventRow, names: SourceNames): boolean {
  const own = fieldOf(row, field).toLowerCase();
  const name = field === "source" ? (names.get(row.source) ?? "").toLowerCase() : "";
  return values.some((value) => own.includes(value) || name.includes(value)) !== negated;
}

/** Everything a search looks at, one field a line. */
function searchText(row: EventRow, names: SourceNames): string {
  const notices = row.notices.flatMap(({ code, message, field }) => [code, message, field]);
  const extra = row.extra === null ? [extraText(row)] : Object.entries(row.extra).flat();
  const who = [row.source, names.get(row.source) ?? "", row.process, row.state, row.pingId ?? "", row.call];
  return [row.category, row.method, row.object, row.value ?? "", ...extra, ...who, ...notices].join("\n");
}

/** Rows never change in place, so the text of one is made once, until more names are known. */
let lowerTexts = new WeakMap<EventRow, string>();
let namesOfTexts: SourceNames | null = null;

function lowerText(row: EventRow, names: SourceNames): string {
  if (namesOfTexts !== names) {
    namesOfTexts = names;
    lowerTexts = new WeakMap();
  }
  let text = lowerTexts.get(row);
  if (text === undefined) {
    text = searchText(row, names).toLowerCase();
    lowerTexts.set(row, text);
  }
  return text;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
