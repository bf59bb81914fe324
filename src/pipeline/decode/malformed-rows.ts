import type { MalformedEvent } from "./decoded-events.ts";
import { describeSubmission, type Submission } from "./document-metadata.ts";
import type { JsonObject } from "./parse-json.ts";
import { cutMessage } from "./refusal.ts";

/** Malformed events of one ping that get a row each; the rest share one, so that a hostile ping cannot flood the table. */
export const MAX_MALFORMED_ROWS = 100;
/** An event as it was sent, for the errors table. */
const MAX_EVENT_LENGTH = 64 * 1024;

function writeEvent(event: unknown): string | undefined {
  try {
    return JSON.stringify(event)?.slice(0, MAX_EVENT_LENGTH);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Rows of `refusal` for the malformed events of a kept ping. */
export function describeMalformed(
  submission: Submission,
  uri: string,
  malformed: readonly MalformedEvent[],
): JsonObject[] {
  const describe = (message: string, count: number, payload: string | undefined): JsonObject => ({
    ...describeSubmission(submission),
    uri,
    error_type: "MalformedEvent",
    exception_class: "MalformedEvent",
    error_message: cutMessage(message),
    payload,
    payload_encoding: payload === undefined ? undefined : "text",
    malformed_events: count,
  });
  const rows = malformed
    .slice(0, MAX_MALFORMED_ROWS)
    .map(({ message, event }) => describe(message, 1, writeEvent(event)));
  const rest = malformed.length - rows.length;
  if (rest > 0) rows.push(describe(`${rest} more malformed events in this ping`, rest, undefined));
  return rows;
}
