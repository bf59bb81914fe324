/** A text as an SQL literal, safe for any content. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a DuckDB identifier, safe for any content. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
