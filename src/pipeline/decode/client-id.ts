import { type JsonObject, objectAt } from "./parse-json.ts";
import { normalizeUuid } from "./uuid.ts";

/** Where a client id may be, in the order of the look-up: Glean pings, structured pings, telemetry pings. */
function listPlaces(document: JsonObject): [holder: JsonObject | undefined, key: string][] {
  return [
    [objectAt(document, "client_info"), "client_id"],
    [document, "client_id"],
    [document, "clientId"],
  ];
}

export interface ClientId {
  /** Lower case, without braces. */
  readonly clientId: string;
  /** Whether the document was rewritten to say it so. */
  readonly rewritten: boolean;
}

/** Finds the first valid client id and rewrites it in place in its normal form; an invalid one is ignored. */
export function liftClientId(document: JsonObject): ClientId | null {
  for (const [holder, key] of listPlaces(document)) {
    const sent = holder?.[key];
    const clientId = normalizeUuid(sent);
    if (holder === undefined || clientId === null) continue;
    holder[key] = clientId;
    return { clientId, rewritten: sent !== clientId };
  }
  return null;
}
