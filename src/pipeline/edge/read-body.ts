import type { IncomingMessage } from "node:http";
import type { Admission } from "./in-flight.ts";

/** The sender went away before its body was complete: there is nobody to answer. */
export class SenderGoneError extends Error {
  override readonly name = "SenderGoneError";
}

/**
 * The raw body. Its size is bounded by the Content-Length that was checked before.
 * @throws Refusal 503 when the bytes under way became too many, SenderGoneError
 */
export function readBody(request: IncomingMessage, admission: Admission): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];

    function stop(): void {
      request.off("data", take).off("end", finish).off("close", leave).off("error", leave);
    }
    function take(chunk: Buffer): void {
      try {
        admission.hold(chunk.length);
        chunks.push(chunk);
      } catch (refusal) {
        stop();
        // The rest is still to be taken off the wire, for the answer to be read.
        request.resume();
        reject(refusal);
      }
    }
    function finish(): void {
      stop();
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    }
    function leave(cause?: Error): void {
      stop();
      // A socket that breaks emits `error` after `close`.
      request.on("error", () => undefined);
      reject(new SenderGoneError("the sender went away", { cause }));
    }

    if (request.destroyed) return leave();
    request.on("data", take).on("end", finish).on("close", leave).on("error", leave);
  });
}
