import { createServer, type RequestListener, type Server } from "node:http";
import Fastify, { type FastifyInstance } from "fastify";
import { MAX_PATH_BYTES } from "./attributes.ts";
import { answerClientError } from "./client-error.ts";
import type { EdgeSettings } from "./edge-options.ts";
import type { Refuse } from "./refuse.ts";
import { findRoute, ROUTES, refuseMethod, splitTarget } from "./routes.ts";
import type { TakeUpload } from "./submit-route.ts";

/** The HTTP server and its limits. Uploads do not come to Fastify, whose routes are all others. */
export function createEdgeServer(
  settings: EdgeSettings,
  takeUpload: TakeUpload,
  refuse: Refuse,
): FastifyInstance {
  const app = Fastify({
    serverFactory: (serveOthers) => createNodeServer(settings, takeUpload, serveOthers),
    clientErrorHandler: answerClientError,
    // While draining, what still comes on an open connection is taken like the rest.
    return503OnClosing: false,
    // The router decodes what it matches, and a path is data: it only sees which route it is.
    rewriteUrl: (request) => findRoute(splitTarget(request.url ?? "").path, settings.namespaces),
  });
  app.addHook("onRequest", (request, _reply, done) => done(refuseMethod(request.url, request.method)));
  app.setErrorHandler((error, request, reply) => {
    reply.hijack();
    refuse(request.raw, reply.raw, error);
  });
  return app;
}

function createNodeServer(
  settings: EdgeSettings,
  takeUpload: TakeUpload,
  serveOthers: RequestListener,
): Server {
  const { namespaces, requestTimeoutMs, maxConnections } = settings;
  const limits = {
    // Room for a path that is to be answered 414 beside the largest recorded headers.
    maxHeaderSize: 2 * MAX_PATH_BYTES,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
    // Node swaps the two when this one is the longer: its default of a minute would be the limit for bodies.
    headersTimeout: requestTimeoutMs,
    // Longer than balancers keep an idle connection, which would otherwise be closed under their next request.
    keepAliveTimeout: 72_000,
  };
  const server = createServer(limits, (request, response) => {
    const target = splitTarget(request.url ?? "");
    if (findRoute(target.path, namespaces) === ROUTES.submit) takeUpload(request, response, target);
    else serveOthers(request, response);
  });
  server.maxConnections = maxConnections;
  return server;
}
