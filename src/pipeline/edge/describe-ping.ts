import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import type { LandedPing } from "./submit-route.ts";

const unzip = promisify(gunzip);
const MAX_JSON_BYTES = 8 * 1024 * 1024;
const GZIP_MAGIC = 0x1f8b;

const events = z.array(z.unknown()).optional().catch(undefined);
const processes = z.record(z.string(), z.looseObject({ events })).optional().catch(undefined);

/** Only what the line shows, and nothing of it required: the line is for people, decode is for pings. */
const glance = z.looseObject({
  type: z.string().optional().catch(undefined),
  events,
  payload: z
    .looseObject({
      reason: z.string().optional().catch(undefined),
      info: z.looseObject({ reason: z.string().optional() }).optional().catch(undefined),
      events: z.record(z.string(), events).optional().catch(undefined),
      processes,
    })
    .optional()
    .catch(undefined),
});

function countEvents({ events: flat, payload }: z.infer<typeof glance>): number {
  const lists = [
    flat,
    ...Object.values(payload?.events ?? {}),
    ...Object.values(payload?.processes ?? {}).map((process) => process.events),
  ];
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
}

/** The document type that the path names; generic paths are `/submit/<namespace>/<type>/…`. */
function typeFromPath(uri: string): string {
  const [, , namespace, second = "?", third] = uri.split("/");
  return (namespace === "telemetry" ? third : second) ?? "?";
}

/** Control characters a sender may hide in a name would move the terminal's cursor. */
function printable(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** One line a ping: time, document type, reason, number of events, size on the wire. */
export async function describePing({ attributes, body }: LandedPing): Promise<string> {
  const head = `${attributes.submission_timestamp} ${printable(typeFromPath(attributes.uri)).padEnd(14)}`;
  const size = `${(body.length / 1024).toFixed(1)} KiB`;
  try {
    const zipped = body.length > 2 && body.readUInt16BE() === GZIP_MAGIC;
    const json = zipped ? await unzip(body, { maxOutputLength: MAX_JSON_BYTES }) : body;
    const ping = glance.parse(JSON.parse(json.toString("utf8")));
    const reason = ping.payload?.info?.reason ?? ping.payload?.reason ?? "-";
    return `${head} ${printable(reason).padEnd(18)} ${countEvents(ping)} events  ${size}`;
  } catch {
    // It is landed all the same; what is wrong with it is decode's to say.
    return `${head} ${"unreadable".padEnd(18)} ? events  ${size}`;
  }
}
