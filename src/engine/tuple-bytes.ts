import type { EventRecord } from "./event-record.ts";
import { bytesOfUnit } from "./utf8.ts";

/** Units that JSON writes as two bytes: \b \t \n \f \r \" \\. Other controls take six. */
const SHORT_ESCAPES = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x22, 0x5c]);

/** UTF-8 bytes of a well-formed text as a JSON string, quotes included. */
function jsonStringBytes(text: string): number {
  let bytes = 2;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const size = bytesOfUnit(unit);
    if (SHORT_ESCAPES.has(unit)) bytes += 2;
    else bytes += unit < 0x20 ? 6 : size;
    if (size === 4) at++;
  }
  return bytes;
}

/** UTF-8 bytes of the record's tuple as `JSON.stringify` writes it, without writing it. */
export function tupleBytes({ timestamp, category, method, object, value, extra }: EventRecord): number {
  // Two brackets, three commas, and three identifiers, which are plain ASCII, in quotes.
  let bytes = String(Math.floor(timestamp)).length + category.length + method.length + object.length + 11;
  if (value !== null) bytes += jsonStringBytes(value) + 1;
  else if (extra !== null) bytes += 5;
  if (extra === null) return bytes;
  bytes += 2;
  for (const key of Object.keys(extra)) bytes += key.length + 4 + jsonStringBytes(extra[key] ?? "");
  return bytes;
}
