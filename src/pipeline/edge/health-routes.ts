import type { FastifyInstance } from "fastify";
import packageJson from "../../../package.json" with { type: "json" };
import type { LandingWriter } from "../landing/landing-writer.ts";
import type { EdgeSettings } from "./edge-options.ts";
import { checkDiskBytesFree, checkQueueSize, type Health, summarizeHealth } from "./health.ts";
import { ROUTES } from "./routes.ts";

/** Which edge this is; a deployment says it by its environment, as Dockerflow's `version.json` does. */
function readVersion(environment: NodeJS.ProcessEnv) {
  return {
    build: environment.EVENT_TELEMETRY_BUILD ?? "",
    commit: environment.EVENT_TELEMETRY_COMMIT ?? "",
    source: environment.EVENT_TELEMETRY_SOURCE ?? "",
    version: packageJson.version,
  };
}

/** The pages that load balancers and operators ask: spec of Mozilla's edge, "heartbeats". */
export function addHealthRoutes(app: FastifyInstance, settings: EdgeSettings, writer: LandingWriter): void {
  const version = readVersion(process.env);

  async function examine(): Promise<Health> {
    return summarizeHealth({
      check_disk_bytes_free: await checkDiskBytesFree(settings.landing, settings.minFreeBytes),
      check_queue_size: checkQueueSize(writer),
    });
  }

  app.get(ROUTES.balancerHeartbeat, (_request, reply) => reply.send());
  app.get(ROUTES.version, (_request, reply) => reply.send(version));
  app.get(ROUTES.heartbeat, async (_request, reply) => {
    const health = await examine();
    return reply.code(health.status === "error" ? 500 : 200).send(health);
  });
  app.get(ROUTES.status, async (_request, reply) => {
    const healthy = (await examine()).status !== "error";
    return reply.code(healthy ? 200 : 500).send(healthy ? "OK" : "unhealthy");
  });
}
