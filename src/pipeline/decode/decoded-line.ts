import type { JsonObject } from "./parse-json.ts";

/** A decoded row may have this much JSON: DuckDB's largest object, and what one hostile ping can cost. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024 - 1024;

const ESCAPED_SURROGATE = /(\\\\)|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;

/** The properties of two objects as those of one, in JSON; the first has at least one. */
function joinJson(first: JsonObject, second: JsonObject): string {
  const rest = JSON.stringify(second);
  return rest === "{}" ? JSON.stringify(first) : `${JSON.stringify(first).slice(0, -1)},${rest.slice(1)}`;
}

/**
 * A row as a line of JSON every reader takes; in two halves, because copying one into the other costs more than writing
 * them. JSON.stringify writes a lone surrogate as an escape that is valid JavaScript and no valid Unicode: it becomes U+FFFD.
 */
export function writeDecodedLine(head: JsonObject, rest: JsonObject = {}): string {
  const line = joinJson(head, rest);
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
