import { gunzipSync } from "node:zlib";
import { readLanding } from "../src/pipeline/landing/read-landing.ts";
import { type MainPing, mainPing } from "./demo-ping.ts";

export interface LandedPing {
  readonly ping: MainPing;
  /** When the edge took it, ISO 8601. */
  readonly time: string;
  /** Bytes on the wire. */
  readonly size: number;
}

/**
 * Looks for a main ping among what the edges have landed.
 * @param id its document id, which is a part of the path it was sent to
 * @throws ZodError when the ping is there, but is not a main ping with events of the process dynamic
 */
export async function findLandedPing(landing: string, id: string): Promise<LandedPing | null> {
  for await (const { record } of readLanding(landing)) {
    if (record?.uri.includes(id)) {
      const { body } = record;
      const ping = mainPing.parse(JSON.parse(gunzipSync(body).toString("utf8")));
      return { ping, time: record.submission_timestamp, size: body.length };
    }
  }
  return null;
}
