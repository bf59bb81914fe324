/** The type of a decoded column; the same tree reads a value out of JSON and names its SQL type. */
export type Column =
  | { readonly kind: "text" | "flag" | "int" | "long" | "double" }
  | { readonly kind: "list" | "map"; readonly of: Column }
  | { readonly kind: "struct"; readonly fields: Columns };

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

const SCALAR_TYPES = {
  text: "VARCHAR",
  flag: "BOOLEAN",
  int: "INTEGER",
  long: "BIGINT",
  double: "DOUBLE",
} as const;

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The DuckDB type of a column. */
export function toDuckdbType(column: Column): string {
  switch (column.kind) {
    case "list":
      return `${toDuckdbType(column.of)}[]`;
    case "map":
      return `MAP(VARCHAR, ${toDuckdbType(column.of)})`;
    case "struct": {
      const fields = Object.entries(column.fields);
      return `STRUCT(${fields.map(([name, of]) => `${quoteIdentifier(name)} ${toDuckdbType(of)}`).join(", ")})`;
    }
    default:
      return SCALAR_TYPES[column.kind];
  }
}
