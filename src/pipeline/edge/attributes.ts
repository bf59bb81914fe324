import type { IncomingMessage } from "node:http";
import type { LandingAttributes } from "../landing/landing-record.ts";
import { Refusal } from "./refusal.ts";
import type { Target } from "./routes.ts";

/** No attribute is larger, in UTF-8 bytes: Pub/Sub's limit, which Mozilla's edge enforced. */
export const MAX_ATTRIBUTE_BYTES = 1024;

/** A longer path is 414; between this and the attribute limit it is 431 like any other attribute. */
export const MAX_PATH_BYTES = 8192;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Every attribute, whether it was sent or not. */
type CollectedAttributes = { [Name in keyof Required<LandingAttributes>]: LandingAttributes[Name] };

/**
 * What is recorded of a request besides its body. Cookies and other headers are not. The time is left empty. Written out
 * and not made from a list of names, for objects of one shape are quicker to make and to turn to JSON.
 * @throws Refusal 414 for a path too long, 431 for an attribute over 1024 UTF-8 bytes
 */
export function collectAttributes(request: IncomingMessage, { path, query }: Target): CollectedAttributes {
  if (path.length > MAX_PATH_BYTES) throw new Refusal(414);
  const { headers } = request;
  return {
    submission_timestamp: "",
    uri: readText(path),
    args: readText(query),
    protocol: `HTTP/${request.httpVersion}`,
    method: request.method ?? "",
    remote_addr: request.socket.remoteAddress ?? "",
    host: readText(headers.host ?? ""),
    content_length: readHeader(headers["content-length"]),
    date: readHeader(headers.date),
    dnt: readHeader(headers.dnt),
    user_agent: readHeader(headers["user-agent"]),
    x_forwarded_for: readHeader(headers["x-forwarded-for"]),
    x_pingsender_version: readHeader(headers["x-pingsender-version"]),
    x_pipeline_proxy: readHeader(headers["x-pipeline-proxy"]),
    x_debug_id: readHeader(headers["x-debug-id"]),
    x_foxsec_ip_reputation: readHeader(headers["x-foxsec-ip-reputation"]),
    x_lb_tags: readHeader(headers["x-lb-tags"]),
    x_source_tags: readHeader(headers["x-source-tags"]),
    x_telemetry_agent: readHeader(headers["x-telemetry-agent"]),
  };
}

function readHeader(raw: string | string[] | undefined): string | undefined {
  if (raw === undefined) return undefined;
  return readText(typeof raw === "string" ? raw : raw.join(", "));
}

/** Node reads the bytes of a request's head one a character; this reads them as UTF-8 if that is what they are. */
function readText(raw: string): string {
  const isAscii = Buffer.byteLength(raw) === raw.length;
  const text = isAscii ? raw : decodeUtf8(raw);
  const bytes = isAscii ? text.length : Buffer.byteLength(text);
  if (bytes > MAX_ATTRIBUTE_BYTES) throw new Refusal(431);
  return text;
}

function decodeUtf8(raw: string): string {
  try {
    return utf8.decode(Buffer.from(raw, "latin1"));
  } catch {
    // Not UTF-8: one character a byte loses nothing.
    return raw;
  }
}
