import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";
import { quoteName, quoteText } from "../sql-text.ts";

/** `processStartTimestamp` → `process_start_timestamp`; what is snake case already stays. */
export function toSnakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
}

function renameFields(column: string, names: readonly string[]): string {
  const fields = names.map((name) => `${quoteText(toSnakeCase(name))}: ${column}.${quoteName(name)}`);
  return `{${fields.join(", ")}}`;
}

/** Selects a column under its snake-case name, a struct's fields under theirs. */
export function selectSnakeCase(name: string, type: DuckDBType): string {
  const column = quoteName(name);
  const isCamelStruct =
    type.typeId === DuckDBTypeId.STRUCT && type.entryNames.some((field) => toSnakeCase(field) !== field);
  const value = isCamelStruct ? renameFields(column, type.entryNames) : column;
  return `${value} AS ${quoteName(toSnakeCase(name))}`;
}
