import * as z from "zod/mini";

const text = z.string();
const header = z.optional(text);

/**
 * One landed submission, a line of a landing file: what the edge recorded and the raw body in base64. Only `uri`,
 * `submission_timestamp` and `body` are needed; anything else the edge may one day add is ignored.
 */
export const landingMessage = z.looseObject({
  /** UTC with microseconds: `2026-11-24T02:00:00.123456Z`. */
  submission_timestamp: text.check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)),
  uri: text,
  body: text,
  args: header,
  remote_addr: header,
  x_forwarded_for: header,
  user_agent: header,
  date: header,
  dnt: header,
  x_debug_id: header,
  x_foxsec_ip_reputation: header,
  x_lb_tags: header,
  x_pingsender_version: header,
  x_source_tags: header,
  x_telemetry_agent: header,
});

export type LandingMessage = z.infer<typeof landingMessage>;
