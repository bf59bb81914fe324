import { isUtf8 } from "node:buffer";
import { decompress } from "./decompress.ts";
import type { JsonObject } from "./parse-json.ts";

const ALWAYS_TEXT_BYTES = 64 * 1024;
/** Real pings gunzip to five to eight times their size; far beyond that, keeping text is what an attacker wants. */
const MAX_EXPANSION = 20;

/**
 * A refused body for the errors table: as text, gunzipped, when it is UTF-8 of a reasonable size; else the landed bytes
 * in base64, so that nothing is lost and a small bomb stays small.
 */
export function describePayload(body: Buffer): JsonObject {
  const inflated = decompress(body);
  if (inflated.kind === "bytes") {
    const { bytes } = inflated;
    const reasonable = bytes.length <= ALWAYS_TEXT_BYTES || bytes.length <= body.length * MAX_EXPANSION;
    if (reasonable && isUtf8(bytes)) return { payload: bytes.toString("utf8"), payload_encoding: "text" };
  }
  return { payload: body.toString("base64"), payload_encoding: "base64" };
}
