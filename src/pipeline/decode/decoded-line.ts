import type { JsonObject } from "./parse-json.ts";

/** A decoded row may have this much JSON: DuckDB's largest object, and what one hostile ping can cost. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024 - 1024;

const ESCAPED_SURROGATE = /(\\\\)|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;

/**
 * A row as a line of JSON every reader takes. JSON.stringify writes a lone surrogate as an escape that is valid JavaScript
 * and no valid Unicode: it becomes U+FFFD.
 */
export function writeDecodedLine(row: JsonObject): string {
  const line = JSON.stringify(row);
  if (!line.includes("\\ud")) return line;
  return line.replaceAll(ESCAPED_SURROGATE, (written, backslash) =>
    backslash === undefined ? "\ufffd" : written,
  );
}

/** Whether a line is longer than any reader must take. */
export function isTooLong(line: string): boolean {
  // Three bytes is the most a UTF-16 unit needs.
  return line.length * 3 > MAX_LINE_BYTES && Buffer.byteLength(line) > MAX_LINE_BYTES;
}
