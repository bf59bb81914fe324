import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";

/** A type as Hive and Spark write it: `array<struct<timestamp:bigint,…>>`, with `long` for 64 bits as in the docs. */
export function toHiveType(type: DuckDBType): string {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return "string";
    case DuckDBTypeId.BIGINT:
      return "long";
    case DuckDBTypeId.INTEGER:
      return "int";
    case DuckDBTypeId.BOOLEAN:
      return "boolean";
    case DuckDBTypeId.DOUBLE:
      return "double";
    case DuckDBTypeId.LIST:
      return `array<${toHiveType(type.valueType)}>`;
    case DuckDBTypeId.MAP:
      return `map<${toHiveType(type.keyType)},${toHiveType(type.valueType)}>`;
    case DuckDBTypeId.STRUCT: {
      const fields = type.entryNames.map((name, i) => {
        const fieldType = type.entryTypes[i];
        return `${name}:${fieldType === undefined ? "?" : toHiveType(fieldType)}`;
      });
      return `struct<${fields.join(",")}>`;
    }
    default:
      throw new Error(`no dataset has a column of type ${type}`);
  }
}
