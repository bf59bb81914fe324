import { Command } from "commander";
import { describePing } from "../pipeline/edge/describe-ping.ts";
import { edgeOptions } from "../pipeline/edge/edge-options.ts";
import { createFaultReporter } from "../pipeline/edge/fault-reporter.ts";
import { createLinePrinter } from "../pipeline/edge/line-printer.ts";
import { startEdge } from "../pipeline/edge/start-edge.ts";
import type { LandedPing } from "../pipeline/edge/submit-route.ts";
import { parseBytes, parseCount } from "./parse-amounts.ts";
import { spareGarbageCollection } from "./spare-garbage-collection.ts";

interface EdgeCommandOptions {
  port: number;
  landing: string;
  host?: string;
  bodyLimit?: number;
  maxInFlight?: number;
  maxConnections?: number;
  requestTimeout?: number;
  rotateSize?: number;
  rotateAfter?: number;
  minFree?: number;
  namespace?: string[];
  pacify?: string[];
  edgeId?: string;
  print?: boolean;
}

/** `event-telemetry edge`: takes pings over HTTP and lands them as files. */
export function edgeCommand(): Command {
  return new Command("edge")
    .description("take pings over HTTP and append them, as they came, to a landing folder")
    .requiredOption("--port <number>", "the port to listen on; 0 takes a free one", parseCount)
    .requiredOption("--landing <folder>", "the folder to write to; any number of edges may share it")
    .option("--host <address>", "the address to listen on (default: 127.0.0.1)")
    .option("--body-limit <bytes>", "a larger body gets 413 (default: 1m)", parseBytes)
    .option("--max-in-flight <bytes>", "bodies in memory at once; past it 503 (default: 64m)", parseBytes)
    .option("--max-connections <number>", "connections at once (default: 10000)", parseCount)
    .option("--request-timeout <seconds>", "a slower upload is cut off (default: 30)", parseCount)
    .option("--rotate-size <bytes>", "a landing file this large is closed (default: 256m)", parseBytes)
    .option("--rotate-after <seconds>", "a landing file this old is closed (default: 300)", parseCount)
    .option("--min-free <bytes>", "unhealthy with less free disk (default: 256m)", parseBytes)
    .option("--namespace <names...>", "only these of /submit/<namespace>/ (default: any)")
    .option("--pacify <agents...>", "say 202 instead of 4xx to user agents that contain one of these")
    .option("--edge-id <id>", "part of the file names, unique in the folder (default: random)")
    .option("--print", "print one line a ping (default: when the output is a terminal)")
    .option("--no-print", "print no pings")
    .addHelpText(
      "after",
      "\nThe first line printed is «listening on <url>». SIGTERM and SIGINT drain: uploads under way are answered.",
    )
    .action(runEdge);
}

async function runEdge(options: EdgeCommandOptions): Promise<void> {
  spareGarbageCollection();
  const print = options.print ?? process.stdout.isTTY === true;
  const printer = createLinePrinter<LandedPing>({
    describe: describePing,
    sizeOf: ({ body }) => body.length,
    print: (line) => console.log(line),
  });
  const edge = await startEdge(toEdgeOptions(options), {
    onFault: createFaultReporter((line) => console.error(line), Date.now),
    ...(print && { onLanded: printer }),
  });
  console.log(`listening on ${edge.url}`);
  const drain = () => {
    // A second signal finds no listener and ends the process at once.
    process.off("SIGTERM", drain).off("SIGINT", drain);
    edge.close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  process.on("SIGTERM", drain).on("SIGINT", drain);
}

/** The flags that were given under the edge's own names; what was not given keeps the edge's default. */
function toEdgeOptions(flags: EdgeCommandOptions) {
  const seconds = (value: number | undefined) => (value === undefined ? undefined : value * 1000);
  const given = {
    port: flags.port,
    landing: flags.landing,
    host: flags.host,
    bodyLimit: flags.bodyLimit,
    maxInFlightBytes: flags.maxInFlight,
    maxConnections: flags.maxConnections,
    requestTimeoutMs: seconds(flags.requestTimeout),
    rotateBytes: flags.rotateSize,
    rotateMs: seconds(flags.rotateAfter),
    minFreeBytes: flags.minFree,
    namespaces: flags.namespace,
    pacifiedAgents: flags.pacify,
    edgeId: flags.edgeId,
  };
  return edgeOptions.parse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
}
