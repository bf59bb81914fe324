import { describe } from "./describe.ts";
import { datasetOf, type EventEntry } from "./event-definition.ts";
import { attempt, hasProperty, isObject, readProperty, readText } from "./foreign.ts";
import { isIdentifier } from "./identifier.ts";
import type { Limits } from "./limits.ts";
import { accepted, type Outcome, type Refused, refused } from "./outcome.ts";
import { readFlag, readStringArray } from "./parse-event-properties.ts";
import { utf8Bytes } from "./utf8.ts";

export interface EventRegistration {
  readonly category: string;
  readonly entries: readonly EventEntry[];
}

/**
 * Validates the arguments of `registerEvents` in Firefox's order: the category, the data, then each entry. The first problem is
 * the answer. Nothing is changed here, so a refusal leaves no trace.
 * Source: TelemetryEvent.cpp, `RegisterEvents`.
 */
export function parseEventData(category: unknown, data: unknown, limits: Limits): Outcome<EventRegistration> {
  const categoryName = readText(category);
  if (categoryName === null || !isIdentifier(categoryName, "event-category", limits.eventCategoryBytes)) {
    return refused({
      code: "category-pattern",
      message: "Category parameter should match the identifier pattern.",
      field: "category",
      limit: limits.eventCategoryBytes,
      ...(categoryName === null ? {} : { used: utf8Bytes(categoryName) }),
      got: describe(category),
    });
  }
  const names = isObject(data) ? attempt(() => Object.keys(data)) : null;
  if (!isObject(data) || !names) {
    return refused({
      code: "data-type",
      message: "Event data parameter should be an object",
      field: "data",
      got: describe(data),
    });
  }
  const entries: EventEntry[] = [];
  for (const name of names.value) {
    const entry = parseEntry(name, data, limits);
    if (!entry.ok) return entry;
    entries.push(entry.value);
  }
  return accepted({ category: categoryName, entries });
}

function parseEntry(name: string, data: object, limits: Limits): Outcome<EventEntry> {
  const path = `data.${name}`;
  if (!isIdentifier(name, "event-name", limits.eventNameBytes)) {
    return refused({
      code: "event-name-pattern",
      message: "Event names should match the identifier pattern.",
      field: "data",
      limit: limits.eventNameBytes,
      used: utf8Bytes(name),
      got: describe(name),
    });
  }
  const entry = readProperty(data, name)?.value;
  if (!isObject(entry)) {
    return refused({ code: "entry-type", message: "", field: path, got: describe(entry) });
  }
  const methods = readStringArray(entry, "methods", path);
  if (!methods.ok) return methods;
  const objects = readStringArray(entry, "objects", path);
  if (!objects.ok) return objects;
  const extraKeys = hasProperty(entry, "extra_keys")
    ? readStringArray(entry, "extra_keys", path)
    : accepted<readonly string[]>([]);
  if (!extraKeys.ok) return extraKeys;
  const expired = readFlag(entry, "expired", path);
  if (!expired.ok) return expired;
  const recordOnRelease = readFlag(entry, "record_on_release", path);
  if (!recordOnRelease.ok) return recordOnRelease;

  const parsed: EventEntry = {
    name,
    methods: methods.value,
    objects: objects.value,
    extraKeys: extraKeys.value,
    expired: expired.value,
    dataset: datasetOf(recordOnRelease.value),
  };
  return findBadName(parsed, path, limits) ?? accepted(parsed);
}

/** Firefox read every property of an entry before it looked at a single name. */
function findBadName(entry: EventEntry, path: string, limits: Limits): Refused | null {
  const badMethod = findMismatch(entry.methods, limits.methodBytes, {
    code: "method-pattern",
    message: "Method names should match the identifier pattern.",
    field: `${path}.methods`,
  });
  if (badMethod) return badMethod;
  const badObject = findMismatch(entry.objects, limits.objectBytes, {
    code: "object-pattern",
    message: "Object names should match the identifier pattern.",
    field: `${path}.objects`,
  });
  if (badObject) return badObject;
  if (entry.extraKeys.length > limits.extraKeys) {
    return refused({
      code: "too-many-extra-keys",
      message: `No more than ${limits.extraKeys} extra keys can be registered.`,
      field: `${path}.extra_keys`,
      limit: limits.extraKeys,
      used: entry.extraKeys.length,
      got: `${entry.extraKeys.length} keys`,
    });
  }
  return findMismatch(entry.extraKeys, limits.extraKeyBytes, {
    code: "extra-key-pattern",
    message: "Extra key names should match the identifier pattern.",
    field: `${path}.extra_keys`,
  });
}

function findMismatch(
  names: readonly string[],
  maxBytes: number,
  { code, message, field }: { code: string; message: string; field: string },
): Refused | null {
  const at = names.findIndex((name) => !isIdentifier(name, "event-name", maxBytes));
  const name = names[at];
  if (name === undefined) return null;
  const used = utf8Bytes(name);
  return refused({ code, message, field: `${field}[${at}]`, limit: maxBytes, used, got: describe(name) });
}
