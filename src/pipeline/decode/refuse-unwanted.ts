import type { JsonObject } from "./parse-json.ts";
import type { ParsedUri } from "./parse-uri.ts";
import { RefusedMessage } from "./refusal.ts";

/** Telemetry document types nobody wants any more, with the bug that says so. */
const UNWANTED_TYPES = new Map([
  ["pioneer-study", "bug 1631849"],
  ["frecency-update", "bug 1633525"],
  ["saved-session", "bug 1656910"],
  ["modules", "DENG-8496"],
]);

/** Types that third-party builds of Firefox send under their own names, malformed (bug 1592010). */
const FIREFOX_ONLY = new Set(["event", "main", "modules"]);

/** The client id of a canary client whose profile was cloned. */
const CANARY_CLIENT_ID = "c0ffeec0-ffee-c0ff-eec0-ffeec0ffeec0";

function findReason(
  { namespace, documentType, application }: ParsedUri,
  document: JsonObject,
): string | null {
  const appName = application?.appName;
  if (namespace === "telemetry") {
    const bug = UNWANTED_TYPES.get(documentType);
    if (bug !== undefined) return `document type ${documentType} is unwanted (${bug})`;
  }
  if (appName === "FirefoxOS") return "FirefoxOS is unwanted (bug 1618684)";
  if (namespace === "telemetry" && FIREFOX_ONLY.has(documentType) && appName !== "Firefox") {
    return `${documentType} pings are wanted of Firefox only, got ${appName} (bug 1592010)`;
  }
  const clientId = document.clientId ?? document.client_id;
  if (typeof clientId === "string" && clientId.toLowerCase() === CANARY_CLIENT_ID)
    return "the canary client id";
  return null;
}

/** Refuses what is known to be useless or harmful, and what automation sent. Throws {@link RefusedMessage}. */
export function refuseUnwanted(uri: ParsedUri, document: JsonObject, sourceTags: string | undefined): void {
  const reason = findReason(uri, document);
  if (reason !== null) throw new RefusedMessage("ParsePayload", "UnwantedData", reason);
  const tags = sourceTags?.split(",").map((tag) => tag.trim()) ?? [];
  if (tags.includes("automation")) {
    throw new RefusedMessage("ParsePayload", "Automation", "X-Source-Tags names automation");
  }
}
