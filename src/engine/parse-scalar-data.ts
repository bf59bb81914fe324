import { describe } from "./describe.ts";
import { datasetOf } from "./event-definition.ts";
import { attempt, hasProperty, isObject, readProperty, readText } from "./foreign.ts";
import { isIdentifier } from "./identifier.ts";
import type { Limits } from "./limits.ts";
import { accepted, type Outcome, type Refused, refused } from "./outcome.ts";
import { MAIN_STORE, type ScalarEntry } from "./scalar-definition.ts";
import { utf8Bytes } from "./utf8.ts";

/**
 * Validates the arguments of `registerScalars` in Firefox's order; the first problem is the answer and nothing is changed here.
 * Source: TelemetryScalar.cpp, `RegisterScalars`.
 */
export function parseScalarData(
  category: unknown,
  data: unknown,
  limits: Limits,
): Outcome<readonly ScalarEntry[]> {
  const categoryName = readText(category);
  if (categoryName === null || !isIdentifier(categoryName, "scalar-category", limits.scalarCategoryBytes)) {
    return refused({
      code: "scalar-category-pattern",
      message: `Invalid category name ${categoryName ?? describe(category)}.`,
      field: "category",
      limit: limits.scalarCategoryBytes,
      ...(categoryName === null ? {} : { used: utf8Bytes(categoryName) }),
      got: describe(category),
    });
  }
  const names = isObject(data) ? attempt(() => Object.keys(data)) : null;
  if (!isObject(data) || !names) {
    const message = "Scalar data parameter should be an object";
    return refused({ code: "data-type", message, field: "data", got: describe(data) });
  }
  const entries: ScalarEntry[] = [];
  for (const name of names.value) {
    if (!isIdentifier(name, "scalar-name", limits.scalarNameBytes)) {
      return refused({
        code: "scalar-name-pattern",
        message: `Invalid scalar name ${name}.`,
        field: "data",
        limit: limits.scalarNameBytes,
        used: utf8Bytes(name),
        got: describe(name),
      });
    }
    const entry = readProperty(data, name)?.value;
    if (!isObject(entry)) {
      return refused({ code: "entry-type", message: "", field: `data.${name}`, got: describe(entry) });
    }
    const parsed = parseEntry(`${categoryName}.${name}`, entry, `data.${name}`);
    if (!parsed.ok) return parsed;
    entries.push(parsed.value);
  }
  return accepted(entries);
}

function parseEntry(name: string, entry: object, path: string): Outcome<ScalarEntry> {
  const kind = readProperty(entry, "kind")?.value;
  if (!isInt32(kind)) {
    const message = `Invalid or missing 'kind' for scalar ${name}.`;
    return refused({ code: "kind-type", message, field: `${path}.kind`, got: describe(kind) });
  }
  const recordOnRelease = readScalarFlag(entry, "record_on_release", name, path);
  if (!recordOnRelease.ok) return recordOnRelease;
  const keyed = readScalarFlag(entry, "keyed", name, path);
  if (!keyed.ok) return keyed;
  const expired = readScalarFlag(entry, "expired", name, path);
  if (!expired.ok) return expired;
  const stores = readStores(entry, name, path);
  if (!stores.ok) return stores;
  return accepted({
    name,
    kind,
    keyed: keyed.value,
    dataset: datasetOf(recordOnRelease.value),
    expired: expired.value,
    stores: stores.value,
  });
}

function isInt32(value: unknown): value is number {
  return typeof value === "number" && value === (value | 0);
}

function readScalarFlag(entry: object, property: string, name: string, path: string): Outcome<boolean> {
  if (!hasProperty(entry, property)) return accepted(false);
  const value = readProperty(entry, property)?.value;
  if (typeof value === "boolean") return accepted(value);
  return refuseProperty(property, name, path, value);
}

function refuseProperty(property: string, name: string, path: string, got: unknown): Refused {
  const message = `Invalid '${property}' for scalar ${name}.`;
  return refused({
    code: `${property.replaceAll("_", "-")}-type`,
    message,
    field: `${path}.${property}`,
    got: describe(got),
  });
}

function readStores(entry: object, name: string, path: string): Outcome<readonly string[]> {
  if (!hasProperty(entry, "stores")) return accepted([MAIN_STORE]);
  const array = readProperty(entry, "stores")?.value;
  if (!attempt(() => Array.isArray(array))?.value) return refuseProperty("stores", name, path, array);
  const elements = array as readonly unknown[];
  const stores = new Set<string>();
  const length = attempt(() => elements.length)?.value ?? 0;
  for (let at = 0; at < length; at++) {
    const element = attempt(() => elements[at]);
    const where = { code: "stores-entry-type", field: `${path}.stores[${at}]` };
    if (!element) {
      const message = `Can't get element from scalar ${name} 'stores' array.`;
      return refused({ ...where, message, got: "a getter that throws" });
    }
    if (typeof element.value !== "string") {
      const message = `Element in scalar ${name} 'stores' array isn't a string.`;
      return refused({ ...where, message, got: describe(element.value) });
    }
    stores.add(element.value);
  }
  return accepted([...stores]);
}
