/**
 * How an engine spells a function of the dataset files. Those are written in the SQL that DuckDB and Spark share; what they
 * spell differently is a function call, given the texts of its arguments.
 */
export type SqlFunction = (args: readonly string[]) => string;

export type SqlDialect = Readonly<Record<string, SqlFunction>>;

const OPENING = "([{";
const CLOSING = ")]}";

/** Where the quoted text or the comment that begins at `start` ends. A doubled quote reads as two quoted texts. */
function skipUntouched(sql: string, start: number): number {
  const isComment = sql.startsWith("--", start);
  const end = sql.indexOf(isComment ? "\n" : "'", start + 1);
  if (end < 0 && !isComment) throw new Error("SQL: a quoted text has no end");
  return end < 0 ? sql.length : end;
}

/** Splits the arguments of a call whose opening parenthesis is at `start`. */
function readArguments(sql: string, start: number): { args: string[]; end: number } {
  const args: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let i = start; i < sql.length; i++) {
    const character = sql.charAt(i);
    if (character === "'" || sql.startsWith("--", i)) i = skipUntouched(sql, i);
    else if (OPENING.includes(character)) depth += 1;
    else if (CLOSING.includes(character)) depth -= 1;
    else if (character === "," && depth === 1) {
      args.push(sql.slice(from, i).trim());
      from = i + 1;
    }
    if (depth === 0) {
      args.push(sql.slice(from, i).trim());
      return { args, end: i + 1 };
    }
  }
  throw new Error(`SQL: a parenthesis has no end: ${sql.slice(start, start + 40)}`);
}

/** Rewrites the calls of a dialect's functions, innermost last, and leaves everything else as it is written. */
export function compileSql(sql: string, dialect: SqlDialect): string {
  const names = Object.keys(dialect);
  if (names.length === 0) return sql;
  const call = new RegExp(`'|--|\\b(${names.join("|")})(?=\\()`, "g");
  let compiled = "";
  let at = 0;
  for (let found = call.exec(sql); found !== null; found = call.exec(sql)) {
    const spell = found[1] === undefined ? undefined : dialect[found[1]];
    if (spell === undefined) {
      call.lastIndex = skipUntouched(sql, found.index) + 1;
      continue;
    }
    const { args, end } = readArguments(sql, call.lastIndex);
    compiled += sql.slice(at, found.index) + spell(args.map((argument) => compileSql(argument, dialect)));
    at = end;
    call.lastIndex = end;
  }
  return compiled + sql.slice(at);
}
