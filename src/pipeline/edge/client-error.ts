import type { Socket } from "node:net";
import { MAX_PATH_BYTES } from "./attributes.ts";
import { type RefusalStatus, refusalText } from "./refusal.ts";

/** Node's error; what the parser choked on comes as `rawPacket`, a Buffer whatever types say. */
interface ClientError extends Error {
  readonly code?: string;
  readonly rawPacket?: unknown;
}

const NEWLINE = 10;

/** The request line alone fills the packet that broke the parser's limit. */
function isPathTooLong(packet: unknown): boolean {
  if (!Buffer.isBuffer(packet)) return false;
  const end = packet.indexOf(NEWLINE);
  return (end === -1 ? packet.length : end) > MAX_PATH_BYTES;
}

/**
 * The answer to what is no HTTP request. An upload that took too long gets 503 and not 408, which its sender would have
 * to treat as final and lose the ping.
 */
export function judgeClientError(error: ClientError): RefusalStatus {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return isPathTooLong(error.rawPacket) ? 414 : 431;
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return 503;
    default:
      return 400;
  }
}

/** Answers on the bare socket, since there is no request, and closes it. */
export function answerClientError(error: ClientError, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = judgeClientError(error);
  const text = refusalText(status);
  socket.end(
    [
      `HTTP/1.1 ${status} ${text.trimEnd()}`,
      "Connection: close",
      "Content-Type: text/plain; charset=utf-8",
      `Content-Length: ${text.length}`,
      "",
      text,
    ].join("\r\n"),
    () => socket.destroy(),
  );
}
