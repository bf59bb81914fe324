import { describe } from "./describe.ts";
import { attempt, hasProperty, readProperty } from "./foreign.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";

/** Reads a property that has to be a real array of string primitives. */
export function readStringArray(entry: object, property: string, path: string): Outcome<readonly string[]> {
  const field = `${path}.${property}`;
  const read = readProperty(entry, property);
  if (!read) {
    return refused({
      code: "property-unreadable",
      message: `Missing required property "${property}" for event`,
      field,
      got: "a getter that throws",
    });
  }
  const array = read.value;
  if (!attempt(() => Array.isArray(array))?.value) {
    return refused({
      code: "property-type",
      message: `Property "${property}" for event should be an array`,
      field,
      got: describe(array),
    });
  }
  return readStrings(array as readonly unknown[], property, field);
}

function readStrings(array: readonly unknown[], property: string, field: string): Outcome<readonly string[]> {
  const strings: string[] = [];
  const length = attempt(() => array.length)?.value ?? 0;
  for (let at = 0; at < length; at++) {
    const element = attempt(() => array[at]);
    if (typeof element?.value !== "string") {
      return refused({
        code: "array-entry-type",
        message: `Array entries for event property "${property}" should be strings`,
        field: `${field}[${at}]`,
        got: element ? describe(element.value) : "a getter that throws",
      });
    }
    strings.push(element.value);
  }
  return accepted(strings);
}

/**
 * Reads an optional flag, false when the property does not exist. A property that is there with the value `undefined` is not a
 * boolean and fails, inherited properties count: so Firefox had it (a bare NS_ERROR_FAILURE).
 */
export function readFlag(entry: object, property: string, path: string): Outcome<boolean> {
  if (!hasProperty(entry, property)) return accepted(false);
  const read = readProperty(entry, property);
  if (typeof read?.value === "boolean") return accepted(read.value);
  return refused({
    code: "flag-type",
    message: "",
    field: `${path}.${property}`,
    got: read ? describe(read.value) : "a getter that throws",
  });
}
