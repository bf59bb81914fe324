import { type DecodedMessage, decodeMessage } from "./decode-message.ts";
import type { MalformedEvent } from "./decoded-event.ts";
import type { Family } from "./document-families.ts";
import { describeSubmission, type Submission } from "./document-metadata.ts";
import type { GeoLookup } from "./geo.ts";
import { landingMessage } from "./landing-message.ts";
import type { JsonObject } from "./parse-json.ts";
import { describePayload } from "./payload-text.ts";
import { cutMessage, type Refusal } from "./refusal.ts";

/** The tables that decoding writes. */
export type Table = Family | "refusal";

export interface DecodedRow {
  readonly table: Table;
  readonly row: JsonObject;
}

/** Malformed events of one ping that get a row each; the rest share one, so that a hostile ping cannot flood the table. */
const MAX_MALFORMED_ROWS = 100;

function describeRefusal(
  submission: Submission,
  refusal: Refusal,
  uri: string,
  payload: JsonObject,
): DecodedRow {
  const row = {
    ...describeSubmission(submission),
    uri,
    error_type: refusal.step,
    exception_class: refusal.fault,
    error_message: refusal.message,
    ...payload,
  };
  return { table: "refusal", row };
}

function describeMalformed(
  submission: Submission,
  uri: string,
  malformed: readonly MalformedEvent[],
): DecodedRow[] {
  const refuse = (message: string, payload: JsonObject): DecodedRow => {
    const refusal: Refusal = {
      step: "MalformedEvent",
      fault: "MalformedEvent",
      message: cutMessage(message),
    };
    return describeRefusal(submission, refusal, uri, payload);
  };
  const rows = malformed
    .slice(0, MAX_MALFORMED_ROWS)
    .map(({ message, event }) =>
      refuse(message, { payload: JSON.stringify(event), payload_encoding: "text", malformed_events: 1 }),
    );
  const rest = malformed.length - rows.length;
  if (rest > 0) rows.push(refuse(`${rest} more malformed events in this ping`, { malformed_events: rest }));
  return rows;
}

function describeDecoded(decoded: DecodedMessage, uri: string, body: Buffer): DecodedRow[] {
  if (decoded.kind === "refused") {
    return [describeRefusal(decoded.submission, decoded.refusal, uri, describePayload(body))];
  }
  const kept: DecodedRow = { table: decoded.family, row: decoded.row };
  if (decoded.malformed.length === 0) return [kept];
  return [kept, ...describeMalformed(decoded.submission, uri, decoded.malformed)];
}

/** When a landing record itself cannot be read, the folder it lay in is all that is known of its time. */
function refuseRecord(record: unknown, date: string, rowKey: number, message: string): DecodedRow {
  const timestamp = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}T00:00:00.000000Z`;
  const time = { timestamp, micros: Date.parse(timestamp) * 1000, date };
  const refusal: Refusal = {
    step: "ParseLanding",
    fault: "InvalidLandingRecord",
    message: cutMessage(message),
  };
  const submission: Submission = { rowKey, time, uri: null, documentVersion: null };
  const uri = (record as { uri?: unknown } | null)?.uri;
  const body = (record as { body?: unknown } | null)?.body;
  const payload = typeof body === "string" ? { payload: body, payload_encoding: "base64" } : {};
  return describeRefusal(submission, refusal, typeof uri === "string" ? uri : "", payload);
}

/**
 * Decodes one record of a landing file: a row of its document's table, with a row of `refusal` for each malformed event;
 * or one row of `refusal`. Every record ends in at least one row.
 *
 * @param date the submission date (`YYYYMMDD`) of the folder the record lay in
 */
export function decodeRecord(record: unknown, date: string, rowKey: number, geo: GeoLookup): DecodedRow[] {
  const { data: message, error } = landingMessage.safeParse(record);
  if (error !== undefined) {
    const fields = error.issues.map((issue) => issue.path.join(".") || "record").join(", ");
    return [refuseRecord(record, date, rowKey, `landing record: missing or malformed: ${fields}`)];
  }
  const body = Buffer.from(message.body, "base64");
  return describeDecoded(decodeMessage(message, body, rowKey, geo), message.uri, body);
}
