import {
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  type DuckDBValue,
} from "@duckdb/node-api";

/** A value as JSON has it. */
export type PlainValue = null | boolean | number | string | PlainValue[] | { [key: string]: PlainValue };

function toPlainObject(entries: readonly (readonly [key: string, value: DuckDBValue])[]): PlainValue {
  const plain = Object.create(null) as { [key: string]: PlainValue };
  for (const [key, value] of entries) plain[key] = toPlainValue(value);
  return plain;
}

/** A number as JSON has one; text where a number would lose digits, as nanoseconds would. */
function toPlainNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** A DuckDB value as JSON: maps and structs as objects, lists as arrays, dates and the like as text. */
export function toPlainValue(value: DuckDBValue): PlainValue {
  if (
    value === null ||
    typeof value === "boolean" ||
    typeof value === "number" ||
    typeof value === "string"
  ) {
    return value;
  }
  if (typeof value === "bigint") return toPlainNumber(value);
  if (value instanceof DuckDBListValue) return value.items.map(toPlainValue);
  if (value instanceof DuckDBStructValue) return toPlainObject(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue) {
    return toPlainObject(value.entries.map(({ key, value: entry }) => [String(key), entry] as const));
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  return String(value);
}
