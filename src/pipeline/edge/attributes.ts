import type { IncomingMessage } from "node:http";
import { type LandingAttributes, RECORDED_HEADERS } from "../landing/landing-record.ts";
import { Refusal } from "./refusal.ts";
import { splitTarget } from "./routes.ts";

/** No attribute is larger, in UTF-8 bytes: Pub/Sub's limit, which Mozilla's edge enforced. */
export const MAX_ATTRIBUTE_BYTES = 1024;

/** A longer path is 414; between this and the attribute limit it is 431 like any other attribute. */
export const MAX_PATH_BYTES = 8192;

type HeaderAttributes = { -readonly [Name in keyof LandingAttributes]?: string };

const HEADER_NAMES = RECORDED_HEADERS.map(
  (header) => [header, header.replaceAll("-", "_") as keyof LandingAttributes] as const,
);

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Node reads the bytes of a request's head one a character; this reads them as UTF-8 if that is what they are. */
function readText(raw: string): string {
  if (Buffer.byteLength(raw) === raw.length) return raw;
  try {
    return utf8.decode(Buffer.from(raw, "latin1"));
  } catch {
    // Not UTF-8: one character a byte loses nothing.
    return raw;
  }
}

/**
 * What is recorded of a request besides its body and its time. Cookies and other headers are not.
 * @param target the request target as it was sent
 * @throws Refusal 414 for a path too long, 431 for an attribute over 1024 UTF-8 bytes
 */
export function collectAttributes(
  request: IncomingMessage,
  target: string,
): Omit<LandingAttributes, "submission_timestamp"> {
  const { path, query } = splitTarget(target);
  if (path.length > MAX_PATH_BYTES) throw new Refusal(414);
  const { headers } = request;
  const recorded: HeaderAttributes = {};
  for (const [header, name] of HEADER_NAMES) {
    const value = headers[header];
    if (value !== undefined) recorded[name] = limit(Array.isArray(value) ? value.join(", ") : value);
  }
  return {
    uri: limit(path),
    args: limit(query),
    protocol: `HTTP/${request.httpVersion}`,
    method: request.method ?? "",
    remote_addr: request.socket.remoteAddress ?? "",
    host: limit(headers.host ?? ""),
    ...recorded,
  };
}

function limit(raw: string): string {
  const value = readText(raw);
  if (Buffer.byteLength(value) > MAX_ATTRIBUTE_BYTES) throw new Refusal(431);
  return value;
}
