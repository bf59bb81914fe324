import { FIELDS, type Field } from "./event-fields.ts";

/** A word that must be (or, negated, must not be) somewhere in the event. */
export interface WordTest {
  readonly text: string;
  readonly negated: boolean;
}

/** `field:a,b`: the field must contain one of the values. */
export interface FieldTest {
  readonly field: Field;
  readonly values: readonly string[];
  readonly negated: boolean;
}

export interface Query {
  readonly words: readonly WordTest[];
  readonly fields: readonly FieldTest[];
}

/** `-`, a field with a colon, and one or more values with commas between them, each bare or in quotes. */
const TOKEN = /(-?)(?:([a-z]+):)?((?:"[^"]*"?|[^\s",]+)(?:,(?:"[^"]*"?|[^\s",]*))*)/gi;
const VALUE = /"([^"]*)"?|([^\s",]+)/g;

function isField(name: string | undefined): name is Field {
  return FIELDS.includes(name as Field);
}

function readValues(text: string): string[] {
  return [...text.matchAll(VALUE)].map(([, quoted, bare]) => (quoted ?? bare ?? "").toLowerCase());
}

/**
 * Reads the search text: words that all must be found, `"several words"`, `-without`, `field:value`, `field:one,other`, `-field:value`. Never
 * fails: what is no field test is a word. Everything is in lower case.
 */
export function parseQuery(text: string): Query {
  const words: WordTest[] = [];
  const fields: FieldTest[] = [];
  for (const [whole, minus, name, rest = ""] of text.matchAll(TOKEN)) {
    const field = name?.toLowerCase();
    const negated = minus === "-";
    if (isField(field)) {
      fields.push({ field, values: readValues(rest), negated });
    } else {
      const bare = (negated ? whole.slice(1) : whole).replaceAll('"', "").toLowerCase();
      if (bare !== "") words.push({ text: bare, negated });
    }
  }
  return { words, fields };
}
