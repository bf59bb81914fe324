import type { IncomingMessage, ServerResponse } from "node:http";
import type { LandingAttributes } from "../landing/landing-record.ts";
import type { LandingWriter } from "../landing/landing-writer.ts";
import { createMicrosecondClock } from "../landing/microsecond-clock.ts";
import { describeRecord } from "../landing/record-buffer.ts";
import { collectAttributes } from "./attributes.ts";
import type { Admission, InFlight } from "./in-flight.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Refuse } from "./refuse.ts";
import { ROUTES, refuseMethod, type Target } from "./routes.ts";

/** A ping that is on disk. */
export interface LandedPing {
  readonly attributes: LandingAttributes;
  /** As raw as it came. */
  readonly body: Buffer;
}

export interface SubmitParts {
  readonly writer: LandingWriter;
  readonly inFlight: InFlight;
  readonly bodyLimit: number;
  readonly refuse: Refuse;
  readonly onLanded: ((ping: LandedPing) => void) | undefined;
}

/** Answers an upload: 200 once the ping is on disk. */
export type TakeUpload = (request: IncomingMessage, response: ServerResponse, target: Target) => void;

/**
 * The route that takes pings, on Node's own requests: it is the one that is asked thousands of times a second, and a router,
 * its reply and promises cost 4 to 7 of the 45 µs that a ping takes.
 */
export function createSubmitRoute(parts: SubmitParts): TakeUpload {
  const { writer, inFlight, bodyLimit, refuse, onLanded } = parts;
  const readClock = createMicrosecondClock();

  return (request, response, target) => {
    let attributes: LandingAttributes;
    let admission: Admission;
    try {
      const wrongMethod = refuseMethod(ROUTES.submit, request.method ?? "");
      if (wrongMethod !== undefined) throw wrongMethod;
      attributes = collectAttributes(request, target);
      admission = inFlight.admit(checkLength(request, bodyLimit));
    } catch (reason) {
      refuse(request, response, reason);
      return;
    }
    readBody(request, admission, {
      onBody(body) {
        attributes.submission_timestamp = readClock();
        const landed = onLanded && { attributes, body: Buffer.concat(body) };
        writer.append(describeRecord(attributes, body), attributes.submission_timestamp, (failure) => {
          admission.release();
          if (failure !== undefined) {
            refuse(request, response, failure);
            return;
          }
          response.writeHead(200, { "content-length": 0 }).end();
          if (landed !== undefined) onLanded?.(landed);
        });
        // It was copied: the parts need not outlive this turn.
        body.length = 0;
      },
      onRefused(refusal) {
        admission.release();
        refuse(request, response, refusal);
      },
      onGone: () => admission.release(),
    });
  };
}

/**
 * The announced length of the body.
 * @throws Refusal 411 when there is none, 413 when it is over the limit
 */
function checkLength({ headers }: IncomingMessage, bodyLimit: number): number {
  const announced = headers["content-length"];
  if (announced === undefined) throw new Refusal(411);
  const bytes = Number(announced);
  if (bytes > bodyLimit) throw new Refusal(413);
  return bytes;
}
