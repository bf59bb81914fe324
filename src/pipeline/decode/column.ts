import { quoteName } from "../sql-text.ts";

/** The type of a decoded column; the same tree reads a value out of JSON and names its SQL type. */
export type Column =
  | { readonly kind: "text" | "flag" | "int" | "long" | "double" }
  | { readonly kind: "list" | "map"; readonly of: Column }
  | { readonly kind: "struct" | "rows"; readonly fields: Columns };

/** Columns of a table or fields of a struct, by name, in order. */
export type Columns = Readonly<Record<string, Column>>;

export const text: Column = { kind: "text" };
export const flag: Column = { kind: "flag" };
/** 32 bits. */
export const int: Column = { kind: "int" };
/** 64 bits in SQL; whole numbers up to 2^53 in JSON. */
export const long: Column = { kind: "long" };
export const double: Column = { kind: "double" };
export const list = (of: Column): Column => ({ kind: "list", of });
/** Keys are always text. */
export const map = (of: Column): Column => ({ kind: "map", of });
export const struct = (fields: Columns): Column => ({ kind: "struct", fields });
/**
 * A list of structs that travels as one list a field: half the JSON of a list of objects, which is what decoding and
 * reading many events cost most.
 */
export const rows = (fields: Columns): Column => ({ kind: "rows", fields });

const SCALAR_TYPES = {
  text: "VARCHAR",
  flag: "BOOLEAN",
  int: "INTEGER",
  long: "BIGINT",
  double: "DOUBLE",
} as const;

function describeStruct(fields: Columns, describe: (of: Column) => string): string {
  const described = Object.entries(fields).map(([name, of]) => `${quoteName(name)} ${describe(of)}`);
  return `STRUCT(${described.join(", ")})`;
}

/** The DuckDB type of a column. */
export function toDuckdbType(column: Column): string {
  switch (column.kind) {
    case "list":
      return `${toDuckdbType(column.of)}[]`;
    case "map":
      return `MAP(VARCHAR, ${toDuckdbType(column.of)})`;
    case "struct":
      return describeStruct(column.fields, toDuckdbType);
    case "rows":
      return `${describeStruct(column.fields, toDuckdbType)}[]`;
    default:
      return SCALAR_TYPES[column.kind];
  }
}

/** The DuckDB type in which a column travels as JSON. */
export function toTransportType(column: Column): string {
  if (column.kind !== "rows") return toDuckdbType(column);
  return describeStruct(column.fields, (of) => `${toDuckdbType(of)}[]`);
}

/** The DuckDB expression that turns a column as it travelled into what it is. */
export function readTransported(name: string, column: Column): string {
  if (column.kind !== "rows") return quoteName(name);
  const lists = Object.keys(column.fields).map((field) => `${quoteName(name)}.${quoteName(field)}`);
  const zipped = `list_zip(${lists.join(", ")})::${toDuckdbType(column)}`;
  return `CASE WHEN ${quoteName(name)} IS NOT NULL THEN ${zipped} END AS ${quoteName(name)}`;
}
