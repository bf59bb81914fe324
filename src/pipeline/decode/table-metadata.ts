import { type Columns, int, long, struct, text } from "./column.ts";

/** What says which submission a row came from, and when. In every decoded table. */
export const submissionColumns: Columns = {
  /** Unique in a day and in landing order: the number of the file times 2^32, plus the line. */
  row_key: long,
  submission_timestamp: text,
  /** Microseconds since 1970. */
  submission_micros: long,
  /** `YYYYMMDD`. */
  submission_date: text,
  document_namespace: text,
  document_type: text,
  document_version: text,
  document_id: text,
};

/** What the decoder adds to every document it keeps (the `metadata` of Mozilla's tables). */
export const metadataColumns: Columns = {
  ...submissionColumns,
  client_id: text,
  sample_id: int,
  normalized_app_name: text,
  normalized_channel: text,
  normalized_country_code: text,
  normalized_os: text,
  normalized_os_version: text,
  client_compression: text,
  /** Seconds. */
  clock_skew: long,
  geo: struct({ country: text, city: text, subdivision1: text, subdivision2: text, db_version: text }),
  user_agent: struct({ browser: text, os: text, version: text }),
  header: struct({
    date: text,
    dnt: text,
    x_debug_id: text,
    x_foxsec_ip_reputation: text,
    x_lb_tags: text,
    x_pingsender_version: text,
    x_source_tags: text,
    x_telemetry_agent: text,
  }),
  uri: struct({ app_name: text, app_version: text, app_update_channel: text, app_build_id: text }),
};
