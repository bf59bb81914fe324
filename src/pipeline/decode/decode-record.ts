import type { LandingRecord } from "../landing/landing-record.ts";
import { type DecodedMessage, decodeMessage } from "./decode-message.ts";
import { isTooLong, MAX_LINE_BYTES, writeDecodedLine } from "./decoded-line.ts";
import type { Family } from "./document-families.ts";
import { describeSubmission, type Submission } from "./document-metadata.ts";
import type { GeoLookup } from "./geo.ts";
import { describeMalformed } from "./malformed-rows.ts";
import type { JsonObject } from "./parse-json.ts";
import { describePayload } from "./payload-text.ts";
import { cutMessage, type Refusal } from "./refusal.ts";
import { isSubmissionTimestamp, readSubmissionTime } from "./submission-time.ts";

/** The tables that decoding writes. */
export type Table = Family | "refusal";

/** A row of a decoded table, as JSON. */
export interface DecodedLine {
  readonly table: Table;
  readonly line: string;
}

function refuse(submission: Submission, refusal: Refusal, uri: string, body: Buffer): DecodedLine[] {
  const row: JsonObject = {
    ...describeSubmission(submission),
    uri,
    error_type: refusal.step,
    exception_class: refusal.fault,
    error_message: refusal.message,
  };
  const whole = writeDecodedLine(row, describePayload(body));
  const line = isTooLong(whole) ? writeDecodedLine(row) : whole;
  return [{ table: "refusal", line }];
}

function keep(decoded: DecodedMessage & { kind: "kept" }, uri: string, body: Buffer): DecodedLine[] {
  const { family, metadata, row, submission, malformed } = decoded;
  const line = writeDecodedLine(metadata, row);
  if (isTooLong(line)) {
    const message = `payload: its row would have ${Buffer.byteLength(line)} bytes, at most ${MAX_LINE_BYTES} are kept`;
    return refuse(submission, { step: "ParsePayload", fault: "PayloadTooLarge", message }, uri, body);
  }
  const lines: DecodedLine[] = [{ table: family, line }];
  for (const malformedRow of describeMalformed(submission, uri, malformed)) {
    lines.push({ table: "refusal", line: writeDecodedLine(malformedRow) });
  }
  return lines;
}

/** A record whose own timestamp cannot be read: its folder is all that is known of its time. */
function refuseRecord(record: LandingRecord, date: string, rowKey: number): DecodedLine[] {
  const timestamp = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}T00:00:00.000000Z`;
  const submission: Submission = {
    rowKey,
    time: readSubmissionTime(timestamp),
    uri: null,
    documentVersion: null,
  };
  const message = cutMessage(
    `submission_timestamp: expected UTC with microseconds, got ${record.submission_timestamp}`,
  );
  const refusal: Refusal = { step: "ParseLanding", fault: "InvalidLandingRecord", message };
  return refuse(submission, refusal, record.uri, record.body);
}

/**
 * Decodes one record of a landing file: a row of its document's table, with a row of `refusal` for each malformed event;
 * or one row of `refusal`. Every record ends in at least one row.
 *
 * @param date the submission date (`YYYYMMDD`) of the folder the record lay in
 * @param rowKey the record's place in the day's landing
 */
export function decodeRecord(
  record: LandingRecord,
  date: string,
  rowKey: number,
  geo: GeoLookup,
): DecodedLine[] {
  if (!isSubmissionTimestamp(record.submission_timestamp)) return refuseRecord(record, date, rowKey);
  const { body } = record;
  const decoded = decodeMessage(record, body, rowKey, geo);
  if (decoded.kind === "kept") return keep(decoded, record.uri, body);
  return refuse(decoded.submission, decoded.refusal, record.uri, body);
}
