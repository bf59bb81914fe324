import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { waitFor } from "./wait-for.ts";

const pingBody = z.looseObject({
  type: z.string(),
  id: z.string(),
  creationDate: z.string(),
  version: z.number(),
  clientId: z.string().optional(),
  environment: z.record(z.string(), z.unknown()).optional(),
  payload: z.record(z.string(), z.unknown()),
});

/** One upload as Firefox sent it. */
export interface CapturedPing {
  /** `/submit/telemetry/<document id>/<type>/<application>/<version>/<channel>/<build id>` */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** Bytes on the wire, as gzipped as they came. */
  readonly size: number;
  readonly body: z.infer<typeof pingBody>;
  /** The HTTP status it was answered with. */
  readonly status: number;
}

/** Which pings: of one document type, and whatever else the test asks. */
export interface PingFilter {
  readonly type?: string;
  readonly reason?: string;
  readonly where?: (ping: CapturedPing) => boolean;
}

export interface Capture {
  /** For the pref `toolkit.telemetry.server`. */
  readonly url: string;
  /** The status later uploads are answered with; 200 at first. Only 200 makes Firefox forget a ping. */
  status: number;
  pings(filter?: PingFilter): CapturedPing[];
  /** The first ping that matches, already here or still to come. */
  waitForPing(filter?: PingFilter, timeout?: number): Promise<CapturedPing>;
  close(): Promise<void>;
}

const reasonOf = z.object({ info: z.object({ reason: z.string() }) }).or(z.object({ reason: z.string() }));

function matches({ type, reason, where }: PingFilter, ping: CapturedPing): boolean {
  const found = reasonOf.safeParse(ping.body.payload).data;
  const itsReason = found && ("info" in found ? found.info.reason : found.reason);
  return (
    (type === undefined || ping.body.type === type) &&
    (reason === undefined || itsReason === reason) &&
    (where === undefined || where(ping))
  );
}

/** An edge's double on a free loopback port: keeps every telemetry upload, gunzipped and parsed. */
export async function startCapture(): Promise<Capture> {
  const received: CapturedPing[] = [];
  const problems: string[] = [];
  const server = createServer(async (request, response) => {
    const raw = await buffer(request);
    const json = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
    const body = pingBody.safeParse(JSON.parse(json.toString("utf8")));
    const status = capture.status;
    if (body.success) {
      const { headers, url: path = "" } = request;
      received.push({ path, headers, size: raw.length, body: body.data, status });
    } else {
      problems.push(`${request.url}: ${body.error.message}`);
    }
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the capture server has no port");
  }
  const capture: Capture = {
    url: `http://127.0.0.1:${address.port}`,
    status: 200,
    pings: (filter = {}) => received.filter((ping) => matches(filter, ping)),
    waitForPing: (filter = {}, timeout = 30_000) =>
      waitFor(() => capture.pings(filter)[0], {
        what: `a ping with ${JSON.stringify(filter)}; got ${problems.concat(received.map((ping) => ping.path)).join(", ") || "none"}`,
        timeout,
      }),
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
  return capture;
}
