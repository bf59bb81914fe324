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

function isCamelStruct(type: DuckDBType): boolean {
  return type.typeId === DuckDBTypeId.STRUCT && type.entryNames.some((field) => toSnakeCase(field) !== field);
}

function renameValue(column: string, type: DuckDBType): string {
  if (type.typeId === DuckDBTypeId.STRUCT && isCamelStruct(type)) {
    return renameFields(column, type.entryNames);
  }
  if (type.typeId === DuckDBTypeId.LIST && isCamelStruct(type.valueType)) {
    return `list_transform(${column}, lambda item: ${renameValue("item", type.valueType)})`;
  }
  return column;
}

/** Selects a column under its snake-case name, the fields of a struct or of a list's structs under theirs. */
export function selectSnakeCase(name: string, type: DuckDBType): string {
  return `${renameValue(quoteName(name), type)} AS ${quoteName(toSnakeCase(name))}`;
}
