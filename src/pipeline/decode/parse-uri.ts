import { RefusedMessage } from "./refusal.ts";
import { normalizeUuid } from "./uuid.ts";

/** What the URI of a telemetry ping says about the application that sent it. */
export interface UriApplication {
  readonly appName: string;
  readonly appVersion: string;
  readonly appUpdateChannel: string;
  readonly appBuildId: string;
}

export interface ParsedUri {
  readonly namespace: string;
  readonly documentType: string;
  /** Null in telemetry URIs, which carry none: the payload has it. */
  readonly documentVersion: string | null;
  readonly documentId: string;
  /** Null in generic URIs. */
  readonly application: UriApplication | null;
}

const TELEMETRY_PREFIX = "/submit/telemetry/";
const GENERIC_PREFIX = "/submit/";
const UNWANTED = new Set(["/submit/sslreports", "/submit/sslreports/"]);

function requireDocumentId(text: string): string {
  const id = normalizeUuid(text);
  if (id === null) {
    throw new RefusedMessage(
      "ParseUri",
      "InvalidUri",
      `document id: expected a UUID, got ${JSON.stringify(text)}`,
    );
  }
  return id;
}

function splitPath(path: string, expected: number): string[] {
  const parts = path.split("/");
  if (parts.length !== expected) {
    const message = `unexpected path elements: expected ${expected}, got ${parts.length}`;
    throw new RefusedMessage("ParseUri", "UnexpectedPathElements", message);
  }
  if (parts.includes(""))
    throw new RefusedMessage("ParseUri", "InvalidUri", "invalid URI: an empty path element");
  return parts;
}

/** Telemetry URIs were versioned by the query; only `v=4`, or none, is known. */
function checkArguments(args: string): void {
  const version = new URLSearchParams(args).get("v");
  if (version !== null && version !== "4") {
    throw new RefusedMessage(
      "ParseUri",
      "UnsupportedArguments",
      `v: expected 4, got ${JSON.stringify(version)}`,
    );
  }
}

/**
 * Reads the path of a submission, `/submit/telemetry/<id>/<type>/<app>/<version>/<channel>/<build>` or
 * `/submit/<namespace>/<type>/<version>/<id>`, and its query. Slashes are strict. Throws {@link RefusedMessage}.
 */
export function parseUri(path: string, args: string): ParsedUri {
  if (UNWANTED.has(path)) throw new RefusedMessage("ParseUri", "UnwantedData", "sslreports (bug 1585144)");
  if (path.startsWith(TELEMETRY_PREFIX)) {
    const [
      id = "",
      documentType = "",
      appName = "",
      appVersion = "",
      appUpdateChannel = "",
      appBuildId = "",
    ] = splitPath(path.slice(TELEMETRY_PREFIX.length), 6);
    checkArguments(args);
    return {
      namespace: "telemetry",
      documentType,
      documentVersion: null,
      documentId: requireDocumentId(id),
      application: { appName, appVersion, appUpdateChannel, appBuildId },
    };
  }
  if (path.startsWith(GENERIC_PREFIX)) {
    const [namespace = "", documentType = "", documentVersion = "", id = ""] = splitPath(
      path.slice(GENERIC_PREFIX.length),
      4,
    );
    return { namespace, documentType, documentVersion, documentId: requireDocumentId(id), application: null };
  }
  throw new RefusedMessage("ParseUri", "InvalidUri", "invalid URI: unknown prefix");
}
