import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Content-Length is set from it. */
  readonly body?: Buffer | string;
}

/** Sends one request with the path exactly as given: not resolved, not escaped. */
export function send(
  url: string,
  path: string,
  { method = "POST", headers, body = "{}" }: Sending = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  // As bytes: a string would be sent together with the head, which would then be written as UTF-8.
  const payload = Buffer.from(method === "GET" || method === "HEAD" ? "" : body);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        agent: false,
        headers: { ...(payload.length > 0 && { "content-length": payload.length }), ...headers },
      },
      (response) => {
        text(response).then(
          (received) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text: received }),
          reject,
        );
      },
    );
    sent.on("error", reject).end(payload);
  });
}

/** Writes bytes to a fresh connection and returns all that comes back until the server closes it. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      received += chunk;
    });
    socket.on("close", () => resolve(received)).on("error", reject);
  });
}

/** The path of a telemetry upload, as Firefox sends it. */
export function telemetryPath(documentId: string, documentType = "main"): string {
  return `/submit/telemetry/${documentId}/${documentType}/Firefox/153.7.0/esr/20261102153000?v=4`;
}
