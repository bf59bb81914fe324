import { isJsonObject, type JsonObject, objectAt } from "./parse-json.ts";
import type { ParsedUri } from "./parse-uri.ts";

/** Compares the leading numeric parts of a version: whether it is at most the limit, `1.7.0` against `[1, 7, 0]`. */
function isAtMost(version: string, limit: readonly number[]): boolean {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  for (const [i, most] of limit.entries()) {
    const part = parts[i] ?? 0;
    if (Number.isNaN(part) || part > most) return false;
    if (part < most) return true;
  }
  return true;
}

/** Lockbox sent Firefox account ids in events until 1.7.0 (bug 1602844). */
function redactAccountIds(document: JsonObject): boolean {
  if (!Array.isArray(document.events)) return false;
  let redacted = false;
  for (const event of document.events) {
    const extra: unknown = Array.isArray(event) ? event[5] : undefined;
    if (!isJsonObject(extra) || !Object.hasOwn(extra, "fxauid")) continue;
    extra.fxauid = null;
    redacted = true;
  }
  return redacted;
}

/** Main pings carried the text of slow SQL statements until Firefox 41 (bug 1162183). */
function dropSlowSql(document: JsonObject): boolean {
  const payload = objectAt(document, "payload");
  if (payload === undefined || !Object.hasOwn(payload, "slowSQL")) return false;
  delete payload.slowSQL;
  return true;
}

/** Redacts in place what old versions sent too much of. Says whether anything changed. */
export function scrub({ namespace, documentType, application }: ParsedUri, document: JsonObject): boolean {
  if (namespace !== "telemetry" || application === null) return false;
  const { appName, appVersion } = application;
  if (documentType === "mobile-event" && appName === "Lockbox" && isAtMost(appVersion, [1, 7, 0])) {
    return redactAccountIds(document);
  }
  if ((documentType === "main" || documentType === "first-shutdown") && isAtMost(appVersion, [41])) {
    return dropSlowSql(document);
  }
  return false;
}
