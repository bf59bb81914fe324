import type { Column, Columns } from "./column.ts";
import { isJsonObject, type JsonObject } from "./parse-json.ts";

const INT_MAX = 2 ** 31 - 1;
const INT_MIN = -(2 ** 31);

/** An object without a prototype: a key from a ping may be `__proto__`. */
export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

function readMap(of: Column, value: JsonObject): JsonObject {
  const entries = emptyObject();
  for (const key of Object.keys(value)) entries[key] = project(of, value[key]) ?? null;
  return entries;
}

/**
 * Reads what a column wants out of a JSON value; undefined when the value is of another type, as upstream's optional
 * extraction had it. A whole number outside the column's range is of another type too. Lists lose such items.
 */
export function project(column: Column, value: unknown): unknown {
  switch (column.kind) {
    case "text":
      return typeof value === "string" ? value : undefined;
    case "flag":
      return typeof value === "boolean" ? value : undefined;
    case "long":
      return Number.isSafeInteger(value) ? value : undefined;
    case "int":
      return Number.isInteger(value) && (value as number) >= INT_MIN && (value as number) <= INT_MAX
        ? value
        : undefined;
    case "double":
      return typeof value === "number" ? value : undefined;
    case "list":
      if (!Array.isArray(value)) return undefined;
      return value.map((item) => project(column.of, item)).filter((item) => item !== undefined);
    case "map":
      return isJsonObject(value) ? readMap(column.of, value) : undefined;
    case "rows":
      throw new Error("rows are built, not read by name");
    case "struct":
      return isJsonObject(value) ? projectColumns(column.fields, value) : undefined;
  }
}

/** Reads every column out of the document's property of the same name; absent and unfit ones are left out. */
export function projectColumns(columns: Columns, document: JsonObject): JsonObject {
  const row: JsonObject = {};
  for (const name in columns) {
    const column = columns[name];
    if (column === undefined || !Object.hasOwn(document, name)) continue;
    const value = project(column, document[name]);
    if (value !== undefined) row[name] = value;
  }
  return row;
}
