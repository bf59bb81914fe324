import Fastify, { type FastifyInstance } from "fastify";
import { LandingError } from "../landing/landing-writer.ts";
import { MAX_PATH_BYTES } from "./attributes.ts";
import { answerClientError } from "./client-error.ts";
import type { EdgeSettings } from "./edge-options.ts";
import { SenderGoneError } from "./read-body.ts";
import { Refusal, type RefusalStatus, refusalText } from "./refusal.ts";
import { findRoute, refuseMethod, splitTarget } from "./routes.ts";

/** The HTTP server without its routes: what it refuses, how it says so, and its limits. */
export function createEdgeServer(settings: EdgeSettings, onFault: (error: unknown) => void): FastifyInstance {
  const app = createServer(settings);
  app.server.maxConnections = settings.maxConnections;
  app.addHook("onRequest", (request, _reply, done) => {
    // What senders call their bytes is of no account, and a malformed name would get Fastify's 415.
    request.raw.headers["content-type"] = "application/octet-stream";
    done(refuseMethod(request.url, request.method));
  });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof SenderGoneError) return reply.hijack();
    const status = statusOf(error);
    if (status === 500) onFault(error);
    const agent = request.headers["user-agent"] ?? "";
    if (status < 500 && settings.pacifiedAgents.some((part) => agent.includes(part))) {
      return reply.code(202).send();
    }
    if (error instanceof Refusal && error.allow !== undefined) reply.header("allow", error.allow);
    return reply.code(status).type("text/plain; charset=utf-8").send(refusalText(status));
  });
  return app;
}

function createServer(settings: EdgeSettings): FastifyInstance {
  return Fastify({
    requestTimeout: settings.requestTimeoutMs,
    http: {
      // Room for a path that is to be answered 414 beside the largest recorded headers.
      maxHeaderSize: 2 * MAX_PATH_BYTES,
      connectionsCheckingInterval: Math.min(1000, settings.requestTimeoutMs),
      // Node swaps the two when this one is the longer: its default of a minute would be the limit for bodies.
      headersTimeout: settings.requestTimeoutMs,
    },
    clientErrorHandler: answerClientError,
    // While draining, what still comes on an open connection is taken like the rest.
    return503OnClosing: false,
    // The router decodes what it matches, and a path is data: it only sees which route it is.
    rewriteUrl: (request) => findRoute(splitTarget(request.url ?? "").path, settings.namespaces),
  });
}

function statusOf(error: unknown): RefusalStatus {
  if (error instanceof Refusal) return error.status;
  return error instanceof LandingError ? 507 : 500;
}
