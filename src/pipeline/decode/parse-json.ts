import { isAscii, isUtf8 } from "node:buffer";
import { RefusedMessage } from "./refusal.ts";

export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at `key` of an object, or undefined. */
export function objectAt(value: unknown, key: string): JsonObject | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  const found = value[key];
  return isJsonObject(found) ? found : undefined;
}

export interface ParsedPayload {
  /** The payload as sent: the source of what JSON.parse does not keep, such as `1.0`. */
  readonly text: string;
  readonly document: JsonObject;
}

function readText(bytes: Buffer): string {
  // Most pings are ASCII, and Latin-1 is read twice as fast as UTF-8.
  if (isAscii(bytes)) return bytes.toString("latin1");
  if (!isUtf8(bytes)) throw new RefusedMessage("ParsePayload", "InvalidUtf8", "payload: expected UTF-8");
  return bytes.toString("utf8");
}

/** Reads a payload: UTF-8, JSON, an object. Throws {@link RefusedMessage}. */
export function parsePayload(bytes: Buffer): ParsedPayload {
  const text = readText(bytes);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new RefusedMessage(
      "ParsePayload",
      "InvalidJson",
      `payload: ${error instanceof Error ? error.message : error}`,
    );
  }
  if (!isJsonObject(document)) {
    const got = document === null ? "null" : Array.isArray(document) ? "an array" : typeof document;
    throw new RefusedMessage("ParsePayload", "NotAnObject", `payload: expected an object, got ${got}`);
  }
  return { text, document };
}
