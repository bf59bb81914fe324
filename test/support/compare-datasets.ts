import { type DuckDBConnection, DuckDBInstance, type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** An expression of a value in which the order of a map's entries does not show. */
function canonicalize(expression: string, type: DuckDBType, depth = 0): string {
  const variable = `v${depth}`;
  switch (type.typeId) {
    case DuckDBTypeId.MAP: {
      const value = canonicalize(`${variable}.value`, type.valueType, depth + 1);
      const entries = `list_transform(map_entries(${expression}), lambda ${variable}: {'k': ${variable}.key, 'v': ${value}})`;
      return `list_sort(${entries})`;
    }
    case DuckDBTypeId.LIST: {
      const item = canonicalize(variable, type.valueType, depth + 1);
      return item === variable ? expression : `list_transform(${expression}, lambda ${variable}: ${item})`;
    }
    case DuckDBTypeId.STRUCT: {
      const fields = type.entryNames.map((entry, i) => {
        const entryType = type.entryTypes[i];
        if (entryType === undefined) throw new Error(`no type of ${entry}`);
        return `'${entry}': ${canonicalize(`${expression}.${name(entry)}`, entryType, depth)}`;
      });
      return `CASE WHEN ${expression} IS NULL THEN NULL ELSE {${fields.join(", ")}} END`;
    }
    default:
      return expression;
  }
}

export interface Comparison {
  readonly rows: number;
  /** Rows of the first that the second has not, as often. */
  readonly onlyFirst: unknown[];
  readonly onlySecond: unknown[];
  /** `name type` of every column, in order. */
  readonly columns: [first: string[], second: string[]];
}

/** Reads a dataset into a table of the connection, maps in order, and says its columns. */
async function load(connection: DuckDBConnection, table: string, folder: string): Promise<string[]> {
  const source = `read_parquet('${folder}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
  const reader = await connection.runAndReadAll(`SELECT * FROM ${source} LIMIT 0`);
  const columns = reader.columnNames().map((column, i) => ({ column, type: reader.columnType(i) }));
  columns.sort((a, b) => a.column.localeCompare(b.column));
  const expressions = columns.map(
    ({ column, type }) => `${canonicalize(name(column), type)} AS ${name(column)}`,
  );
  await connection.run(`CREATE TABLE ${table} AS SELECT ${expressions.join(", ")} FROM ${source}`);
  return columns.map(({ column, type }) => `${column} ${type}`);
}

/** Compares the Parquet files below two folders whole: every row as often, in any order, partition columns among them. */
export async function compareDatasets(first: string, second: string): Promise<Comparison> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "2GB" });
  const connection = await instance.connect();
  try {
    const columns: Comparison["columns"] = [
      await load(connection, "first", first),
      await load(connection, "second", second),
    ];
    const rows = await connection.runAndReadAll("SELECT count(*) FROM first");
    const onlyIn = async (one: string, other: string) => {
      const query = `(SELECT * FROM ${one}) EXCEPT ALL (SELECT * FROM ${other}) LIMIT 3`;
      return (await connection.runAndReadAll(query)).getRowObjectsJson();
    };
    return {
      rows: Number(rows.getRows()[0]?.[0]),
      onlyFirst: await onlyIn("first", "second"),
      onlySecond: await onlyIn("second", "first"),
      columns,
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
