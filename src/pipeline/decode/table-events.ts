import { type Columns, long, map, rows, struct, text } from "./column.ts";
import { decodedEventColumns, mobileEventColumns } from "./decoded-events.ts";
import { metadataColumns, submissionColumns } from "./table-metadata.ts";

/** Decoded `event` pings. */
export const eventTable: Columns = {
  ...metadataColumns,
  locale: text,
  os: text,
  os_version: text,
  experiments: map(text),
  payload: struct({
    reason: text,
    sessionId: text,
    subsessionId: text,
    processStartTimestamp: long,
    lostEventsCount: long,
  }),
  events: rows(decodedEventColumns),
};

/** What is read straight out of a mobile ping, by name. */
export const mobilePingColumns: Columns = {
  v: long,
  clientId: text,
  seq: long,
  locale: text,
  os: text,
  osversion: text,
  device: text,
  arch: text,
  created: long,
  processStartTimestamp: long,
  tz: long,
  settings: map(text),
  experiments: map(text),
};

/** Decoded `mobile-event` and `focus-event` pings. */
export const mobileTable: Columns = {
  ...metadataColumns,
  ...mobilePingColumns,
  events: rows(mobileEventColumns),
};

/** Every other document: Glean pings, `first-shutdown`, types without a dataset. The payload as it was sent. */
export const otherTable: Columns = { ...metadataColumns, payload: text };

/** Refused messages and dropped events. */
export const refusalTable: Columns = {
  ...submissionColumns,
  uri: text,
  error_type: text,
  exception_class: text,
  error_message: text,
  payload: text,
  payload_encoding: text,
  malformed_events: long,
};
