import { z } from "zod";

/** The request headers an edge records, as they are sent: gcp-ingestion's edge forwards exactly these. */
export const RECORDED_HEADERS = [
  "content-length",
  "date",
  "dnt",
  "user-agent",
  "x-forwarded-for",
  "x-pingsender-version",
  "x-pipeline-proxy",
  "x-debug-id",
  "x-foxsec-ip-reputation",
  "x-lb-tags",
  "x-source-tags",
  "x-telemetry-agent",
] as const;

const header = z.string().optional();

/**
 * What is recorded of one upload besides its body: what was on the wire and when, nothing decoded. The first line of a
 * record in a landing file. A header that was not sent is absent; names are lower-cased with `-` turned into `_`.
 */
const landingAttributes = z.object({
  /** The edge's clock: `2026-11-24T02:00:00.123456Z`. */
  submission_timestamp: z.string(),
  /** The path alone, as it was sent: never decoded, never resolved. */
  uri: z.string(),
  /** The query without its question mark; empty if there was none. */
  args: z.string(),
  /** `HTTP/1.1` */
  protocol: z.string(),
  method: z.string(),
  remote_addr: z.string(),
  host: z.string(),
  content_length: header,
  date: header,
  dnt: header,
  user_agent: header,
  x_forwarded_for: header,
  x_pingsender_version: header,
  x_pipeline_proxy: header,
  x_debug_id: header,
  x_foxsec_ip_reputation: header,
  x_lb_tags: header,
  x_source_tags: header,
  x_telemetry_agent: header,
});

export type LandingAttributes = z.infer<typeof landingAttributes>;

/** The first line of a record: its attributes, and how long the body after it is. */
export const landingHead = landingAttributes.extend({ body_bytes: z.int().min(0) });

/** One upload as an edge took it. */
export interface LandingRecord extends LandingAttributes {
  /** As it was on the wire, as gzipped as it came. */
  readonly body: Buffer;
}
