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

async function describe(connection: DuckDBConnection, source: string) {
  const reader = await connection.runAndReadAll(`SELECT * FROM ${source} LIMIT 0`);
  const columns = reader.columnNames().map((column, i) => ({ column, type: reader.columnType(i) }));
  columns.sort((a, b) => a.column.localeCompare(b.column));
  const expressions = columns.map(
    ({ column, type }) => `${canonicalize(name(column), type)} AS ${name(column)}`,
  );
  return {
    shown: columns.map(({ column, type }) => `${column} ${type}`),
    query: `SELECT ${expressions.join(", ")} FROM ${source}`,
  };
}

/** Compares the Parquet files below two folders whole: every row as often, in any order, partition columns among them. */
export async function compareDatasets(first: string, second: string): Promise<Comparison> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "2GB" });
  const connection = await instance.connect();
  const read = (folder: string): string =>
    `read_parquet('${folder}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
  try {
    const [a, b] = [await describe(connection, read(first)), await describe(connection, read(second))];
    const rows = await connection.runAndReadAll(`SELECT count(*) FROM ${read(first)}`);
    const onlyIn = async (one: string, other: string) =>
      (await connection.runAndReadAll(`(${one}) EXCEPT ALL (${other}) LIMIT 3`)).getRowObjectsJson();
    return {
      rows: Number(rows.getRows()[0]?.[0]),
      onlyFirst: await onlyIn(a.query, b.query),
      onlySecond: await onlyIn(b.query, a.query),
      columns: [a.shown, b.shown],
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
