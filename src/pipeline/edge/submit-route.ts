import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { LandingAttributes } from "../landing/landing-record.ts";
import type { LandingWriter } from "../landing/landing-writer.ts";
import { createMicrosecondClock } from "../landing/microsecond-clock.ts";
import { describeRecord } from "../landing/record-buffer.ts";
import { collectAttributes } from "./attributes.ts";
import type { InFlight } from "./in-flight.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { ROUTES } from "./routes.ts";

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
  readonly onLanded: ((ping: LandedPing) => void) | undefined;
}

/** The route that takes pings: 200 is said once the ping is on disk. */
export function addSubmitRoute(
  app: FastifyInstance,
  { writer, inFlight, bodyLimit, onLanded }: SubmitParts,
): void {
  const readClock = createMicrosecondClock();

  async function takePing(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const collected = collectAttributes(request.raw, request.originalUrl);
    const admission = inFlight.admit(checkLength(request, bodyLimit));
    try {
      const body = await readBody(request.raw, admission);
      const attributes = { submission_timestamp: readClock(), ...collected };
      await writer.append(describeRecord(attributes, body), attributes.submission_timestamp);
      reply.code(200).send();
      onLanded?.({ attributes, body });
      return reply;
    } finally {
      admission.release();
    }
  }

  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  app.route({
    method: ["POST", "PUT"],
    url: ROUTES.submit,
    handler: takePing,
  });
}

/**
 * The announced length of the body.
 * @throws Refusal 411 when there is none, 413 when it is over the limit
 */
function checkLength(request: FastifyRequest, bodyLimit: number): number {
  const announced = request.headers["content-length"];
  if (announced === undefined) throw new Refusal(411);
  const bytes = Number(announced);
  if (bytes > bodyLimit) throw new Refusal(413);
  return bytes;
}
