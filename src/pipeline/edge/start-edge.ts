import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import type { FastifyInstance } from "fastify";
import type { OpenFile } from "../landing/landing-file.ts";
import { LandingWriter } from "../landing/landing-writer.ts";
import { type EdgeOptions, edgeOptions } from "./edge-options.ts";
import { createEdgeServer } from "./edge-server.ts";
import { addHealthRoutes } from "./health-routes.ts";
import { InFlight, type InFlightLoad } from "./in-flight.ts";
import { createRefuse } from "./refuse.ts";
import { createSubmitRoute, type LandedPing } from "./submit-route.ts";

/** What is told or handed in besides {@link EdgeOptions}: for the command's output and for tests. */
export interface EdgeHooks {
  /** Called after the ping was acknowledged; it must not throw. */
  readonly onLanded?: (ping: LandedPing) => void;
  /** A fault of the edge (once a request) or of its disk (once a batch) that an operator should see. */
  readonly onFault?: (error: unknown) => void;
  readonly openFile?: OpenFile;
}

export interface Edge {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  readonly port: number;
  readLoad(): InFlightLoad;
  /** Takes no more connections, answers the uploads under way (for one request timeout), closes the landing file. */
  close(): Promise<void>;
}

/**
 * Starts an edge: takes pings over HTTP, decodes never, and says 200 once they are on disk.
 * @throws ZodError for options out of range; the system's error when it cannot listen or make the folder
 */
export async function startEdge(
  options: EdgeOptions,
  { onLanded, onFault = () => undefined, openFile }: EdgeHooks = {},
): Promise<Edge> {
  const settings = edgeOptions.parse(options);
  const { landing, edgeId, rotateBytes, rotateMs } = settings;
  // A folder that cannot be made is said now, not by refusing every ping.
  await mkdir(landing, { recursive: true });
  const writer = new LandingWriter({
    directory: landing,
    edgeId,
    rotateBytes,
    rotateMs,
    onFailure: onFault,
    ...(openFile && { openFile }),
  });
  const inFlight = new InFlight(settings.maxInFlightBytes, settings.maxConnections);
  const refuse = createRefuse({ pacifiedAgents: settings.pacifiedAgents, onFault });
  const { bodyLimit } = settings;
  const takeUpload = createSubmitRoute({ writer, inFlight, bodyLimit, refuse, onLanded });
  const app = createEdgeServer(settings, takeUpload, refuse);
  addHealthRoutes(app, settings, writer);
  await app.listen({ host: settings.host, port: settings.port });
  const { url, port } = readAddress(app.server);
  return {
    url,
    port,
    readLoad: () => inFlight.load,
    async close() {
      await drain(app, settings.requestTimeoutMs);
      await writer.close();
    },
  };
}

const IDLE_LOOK_MS = 50;

/** Closes the server once the uploads under way are answered, or after `longestMs`. */
async function drain(app: FastifyInstance, longestMs: number): Promise<void> {
  // A server that closes ends the connections that are idle then, and watches neither those that become so nor its
  // request timeouts.
  const looks = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS);
  const deadline = setTimeout(() => app.server.closeAllConnections(), longestMs);
  try {
    await app.close();
  } finally {
    clearInterval(looks);
    clearTimeout(deadline);
  }
}

function readAddress(server: Server): { url: string; port: number } {
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  const { address, family, port } = bound;
  return { url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`, port };
}
