import type { LandingRecord } from "../landing/landing-record.ts";
import { liftClientId } from "./client-id.ts";
import { decodeEvent } from "./decode-event.ts";
import { decodeMain } from "./decode-main.ts";
import { decodeMobile } from "./decode-mobile.ts";
import type { MalformedEvent } from "./decoded-events.ts";
import { decompress, MAX_PAYLOAD_BYTES } from "./decompress.ts";
import { type Family, validateDocument } from "./document-families.ts";
import { describeDocument, type Submission } from "./document-metadata.ts";
import type { GeoLookup } from "./geo.ts";
import { type JsonObject, type ParsedPayload, parsePayload } from "./parse-json.ts";
import { type ParsedUri, parseUri } from "./parse-uri.ts";
import { type Refusal, RefusedMessage } from "./refusal.ts";
import { refuseUnwanted } from "./refuse-unwanted.ts";
import { scrub } from "./scrub.ts";
import { readSubmissionTime } from "./submission-time.ts";

/** What became of a message: a row of its family's table in two halves, or a refusal with what was read before it. */
export type DecodedMessage =
  | {
      readonly kind: "kept";
      readonly family: Family;
      readonly metadata: JsonObject;
      readonly row: JsonObject;
      readonly submission: Submission;
      /** Events of the ping that are in no dataset. */
      readonly malformed: readonly MalformedEvent[];
    }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly submission: Submission };

interface Parsed {
  readonly payload: ParsedPayload;
  readonly wasGzip: boolean;
}

function openPayload(body: Buffer): Parsed {
  const inflated = decompress(body);
  if (inflated.kind === "too-large") {
    const message = `payload: at most ${MAX_PAYLOAD_BYTES} bytes decompressed, got more (landed as ${body.length})`;
    throw new RefusedMessage("Decompress", "PayloadTooLarge", message);
  }
  return { payload: parsePayload(inflated.bytes), wasGzip: inflated.wasGzip };
}

/** The version of a telemetry document: the first of `version` and `v` that holds a scalar. */
function findVersion(uri: ParsedUri, { version, v }: JsonObject): string | null {
  if (uri.documentVersion !== null) return uri.documentVersion;
  const scalar = [version, v].find(
    (value) => value !== undefined && value !== null && typeof value !== "object",
  );
  return scalar === undefined ? null : String(scalar);
}

function decodeFamily(family: Family, payload: ParsedPayload, changed: boolean, submission: Submission) {
  const { document } = payload;
  switch (family) {
    case "main":
      return decodeMain(payload, submission.time);
    case "event":
      return decodeEvent(document);
    case "mobile_event":
    case "focus_event":
      return { row: decodeMobile(document), malformed: [] };
    case "other":
      return { row: { payload: changed ? JSON.stringify(document) : payload.text }, malformed: [] };
  }
}

/** Events without a client are in no dataset (upstream skipped such pings whole): say so instead of losing them. */
function requireClient(family: Family, hasClient: boolean): void {
  if (family !== "event" || hasClient) return;
  const message = "clientId: expected a UUID, got nothing; an event ping without one is in no dataset";
  throw new RefusedMessage("ParsePayload", "MissingClientId", message);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The steps, in order. Fills in `submission` as it learns, so that a refusal can tell what was known. */
function takeSteps(
  message: LandingRecord,
  body: Buffer,
  submission: Mutable<Submission>,
  geo: GeoLookup,
): DecodedMessage {
  const uri = parseUri(message.uri, message.args ?? "");
  submission.uri = uri;
  const { payload, wasGzip } = openPayload(body);
  const { document } = payload;
  submission.documentVersion = findVersion(uri, document);
  refuseUnwanted(uri, document, message.x_source_tags);
  const scrubbed = scrub(uri, document);
  const family = validateDocument(uri, document);
  const client = liftClientId(document);
  requireClient(family, client !== null);
  const changed = scrubbed || (client?.rewritten ?? false);
  const { row, malformed } = decodeFamily(family, payload, changed, submission);
  const metadata = describeDocument({ message, uri, submission, document, client, wasGzip, geo });
  return { kind: "kept", family, metadata, row, submission, malformed };
}

/** Takes one landed message through the decoder's steps in Mozilla's order. Never throws for bad input. */
export function decodeMessage(
  message: LandingRecord,
  body: Buffer,
  rowKey: number,
  geo: GeoLookup,
): DecodedMessage {
  const time = readSubmissionTime(message.submission_timestamp);
  const submission: Mutable<Submission> = { rowKey, time, uri: null, documentVersion: null };
  try {
    return takeSteps(message, body, submission, geo);
  } catch (error) {
    if (error instanceof RefusedMessage) return { kind: "refused", refusal: error.refusal, submission };
    if (!(error instanceof RangeError)) throw error;
    // The one RangeError left is the stack's: JSON.parse takes any depth, JSON.stringify does not.
    const message = "payload: nested too deeply";
    return { kind: "refused", refusal: { step: "ParsePayload", fault: "InvalidJson", message }, submission };
  }
}
