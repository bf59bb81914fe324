import type { IncomingMessage, ServerResponse } from "node:http";
import { LandingError } from "../landing/landing-writer.ts";
import { Refusal, type RefusalStatus, refusalText } from "./refusal.ts";

/** Answers a request with what kept it from being taken: a {@link Refusal}, a {@link LandingError}, or a fault of ours. */
export type Refuse = (request: IncomingMessage, response: ServerResponse, reason: unknown) => void;

export interface RefuseParts {
  /** To user agents that contain one of these 202 is said instead of 4xx. */
  readonly pacifiedAgents: readonly string[];
  /** Told of what is answered with 500. */
  readonly onFault: (error: unknown) => void;
}

export function createRefuse({ pacifiedAgents, onFault }: RefuseParts): Refuse {
  return (request, response, reason) => {
    const status = statusOf(reason);
    if (status === 500) onFault(reason);
    const agent = request.headers["user-agent"] ?? "";
    if (status < 500 && pacifiedAgents.some((part) => agent.includes(part))) {
      response.writeHead(202, { "content-length": 0 }).end();
      return;
    }
    const text = refusalText(status);
    if (reason instanceof Refusal && reason.allow !== undefined) response.setHeader("allow", reason.allow);
    response
      .writeHead(status, { "content-type": "text/plain; charset=utf-8", "content-length": text.length })
      .end(text);
  };
}

function statusOf(reason: unknown): RefusalStatus {
  if (reason instanceof Refusal) return reason.status;
  return reason instanceof LandingError ? 507 : 500;
}
