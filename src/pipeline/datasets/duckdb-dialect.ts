import type { SqlDialect } from "./sql-dialect.ts";

function pairUp(args: readonly string[]): string[] {
  return args.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${args[i + 1] ?? "NULL"}`] : []));
}

/** DuckDB's spelling of what the dataset files call by Spark's names. */
export const duckdbDialect: SqlDialect = {
  explode: ([list]) => `unnest(${list})`,
  named_struct: (args) => `{${pairUp(args).join(", ")}}`,
  ordered_list: ([value, order]) => `list(${value} ORDER BY ${order})`,
  without_process: ([events]) =>
    `list_transform(${events}, lambda e: {'timestamp': e.timestamp, 'category': e.category, 'method': e.method, ` +
    `'object': e.object, 'string_value': e.string_value, 'map_values': e.map_values})`,
};
