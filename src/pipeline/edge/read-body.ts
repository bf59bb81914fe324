import type { IncomingMessage } from "node:http";
import type { Admission } from "./in-flight.ts";

export interface BodyListener {
  /** The whole raw body, in the parts it came in. Its size is bounded by the Content-Length that was checked before. */
  onBody(parts: Buffer[]): void;
  /** The bytes under way became too many. @param refusal 503 */
  onRefused(refusal: unknown): void;
  /** The sender went away before its body was complete: there is nobody to answer. */
  onGone(): void;
}

/** Reads a request's body and calls the listener once. */
export function readBody(request: IncomingMessage, admission: Admission, listener: BodyListener): void {
  const parts: Buffer[] = [];
  let isSettled = false;

  request.on("data", (part: Buffer) => {
    // Taken off the wire all the same, for the answer to be read.
    if (isSettled) return;
    try {
      admission.hold(part.length);
      parts.push(part);
    } catch (refusal) {
      isSettled = true;
      parts.length = 0;
      listener.onRefused(refusal);
    }
  });
  request.on("end", () => {
    if (isSettled) return;
    isSettled = true;
    listener.onBody(parts);
  });
  // Also after a socket's error, which is only emitted to those who listen for it.
  request.on("close", () => {
    if (isSettled) return;
    isSettled = true;
    listener.onGone();
  });
}
