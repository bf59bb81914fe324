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
    let settled = false;

    request.on("data", (chunk: Buffer) => {
      // Taken off the wire all the same, for the answer to be read.
      if (settled) return;
      try {
        admission.hold(chunk.length);
        chunks.push(chunk);
      } catch (refusal) {
        settled = true;
        chunks.length = 0;
        reject(refusal);
      }
    });
    request.on("end", () => {
      settled = true;
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    const leave = (cause?: Error): void => {
      if (settled) return;
      settled = true;
      reject(new SenderGoneError("the sender went away", { cause }));
    };
    // A socket that breaks may emit `error` as well, before or after.
    request.on("error", leave).on("close", leave);
    if (request.destroyed) leave();
  });
}
