import type { SqlDialect } from "../datasets/sql-dialect.ts";

/** Spark's spelling of the functions it has not got; the others are its own. */
export const sparkDialect: SqlDialect = {
  // collect_list drops nulls and knows no order: both are carried in a struct.
  ordered_list: ([value, order]) =>
    `transform(array_sort(collect_list(named_struct('o', ${order}, 'v', ${value})), ` +
    `(l, r) -> CAST(signum(l.o - r.o) AS INT)), e -> e.v)`,
  without_process: ([events]) =>
    `transform(${events}, e -> named_struct('timestamp', e.timestamp, 'category', e.category, 'method', e.method, ` +
    `'object', e.object, 'string_value', e.string_value, 'map_values', e.map_values))`,
};
