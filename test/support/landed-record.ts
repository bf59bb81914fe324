import { gzipSync } from "node:zlib";
import type { LandingRecord } from "../../src/pipeline/landing/landing-record.ts";

export const DOCUMENT_ID = "90210716-99f8-4a4f-8119-9bfc16cd68a3";

export interface LandedPing {
  readonly type?: string;
  readonly documentId?: string;
  readonly app?: string;
  readonly appVersion?: string;
  readonly channel?: string;
  /** Instead of the telemetry URI made of the above. */
  readonly uri?: string;
  /** The document to gzip; or the body as it is, when it is a buffer. */
  readonly ping: unknown;
  readonly at?: string;
  readonly attributes?: Partial<LandingRecord>;
}

/** A record as an edge would have landed it. */
export function landedRecord(landed: LandedPing): LandingRecord {
  const {
    type = "main",
    documentId = DOCUMENT_ID,
    app = "Firefox",
    appVersion = "153.7",
    channel = "release",
  } = landed;
  const body = Buffer.isBuffer(landed.ping) ? landed.ping : gzipSync(JSON.stringify(landed.ping));
  return {
    submission_timestamp: landed.at ?? "2026-11-24T02:00:00.123456Z",
    uri:
      landed.uri ?? `/submit/telemetry/${documentId}/${type}/${app}/${appVersion}/${channel}/20261102153000`,
    args: "v=4",
    protocol: "HTTP/1.1",
    method: "POST",
    remote_addr: "192.0.2.77",
    host: "telemetry.example",
    content_length: String(body.length),
    user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    date: "Tue, 24 Nov 2026 01:59:59 GMT",
    ...landed.attributes,
    body,
  };
}
