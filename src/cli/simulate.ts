import { Command, InvalidArgumentError } from "commander";
import { LandingSink } from "../pipeline/simulate/landing-sink.ts";
import { PostSink, UnreachableEdgeError } from "../pipeline/simulate/post-sink.ts";
import { runSimulation } from "../pipeline/simulate/run-simulation.ts";
import { resolveOptions, type SimulationSettings } from "../pipeline/simulate/simulation-options.ts";
import type { UploadSink } from "../pipeline/simulate/upload-sink.ts";
import { describeSimulation } from "./describe-simulation.ts";
import { parseCount } from "./parse-amounts.ts";
import { showSimulationProgress } from "./simulation-progress.ts";
import { UsageError } from "./usage-error.ts";

interface SimulateCommandOptions extends Record<string, unknown> {
  post?: string;
  out?: string;
}

/** `event-telemetry simulate`: believable clients, and what they send. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description("make believable clients and post what they send, or write it as landing files")
    .requiredOption("--clients <number>", "how many clients", parseCount)
    .requiredOption("--days <number>", "how many days of their lives", parseCount)
    .option("--post <url>", "post to this edge")
    .option("--out <folder>", "write landing files here, each upload under its own submission date")
    .option("--seed <text>", "another seed makes other clients; the same one the same (default: 1)")
    .option("--first-day <YYYYMMDD>", "the first simulated day, UTC (default: 20261101)")
    .option("--mobile <share>", "clients that send mobile-event pings (default: 0.15)", parseNumber)
    .option("--focus <share>", "clients that send focus-event pings (default: 0.1)", parseNumber)
    .option("--events-per-hour <number>", "median in an hour of use (default: 20)", parseNumber)
    .option("--heavy-clients <number>", "clients with very many events (default: one in 1000)", parseCount)
    .option("--heavy-events <number>", "events a day of each of those (default: 100000)", parseCount)
    .option("--duplicates <share>", "pings that are sent more than once (default: 0.01)", parseNumber)
    .option("--late <share>", "pings that come 1 to 13 days late (default: 0.04)", parseNumber)
    .option("--malformed <share>", "pings that are wrong in some way (default: 0.002)", parseNumber)
    .option("--skewed <share>", "clients whose clock is wrong (default: 0.03)", parseNumber)
    .option("--histograms <number>", "in a main ping; 300 make 30 KiB gzipped (default: 40)", parseCount)
    .addHelpText(
      "after",
      "\nThe same options give the same pings, byte for byte. Late pings land up to 13 days after the last day." +
        "\n\nexample: event-telemetry simulate --clients 1000 --days 7 --out landing",
    )
    .action(runSimulate);
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("expected a number");
  return number;
}

async function runSimulate({ post, out, ...rest }: SimulateCommandOptions): Promise<void> {
  const settings = resolveOptions(rest as Parameters<typeof resolveOptions>[0]);
  const sink = chooseSink(settings, post, out);
  const began = performance.now();
  const progress = showSimulationProgress(settings.clients);
  try {
    const outcome = await runSimulation(settings, sink, progress.onClient);
    progress.stop();
    console.log(describeSimulation(settings, outcome, performance.now() - began));
  } catch (error) {
    throw error instanceof UnreachableEdgeError ? new UsageError(error.message) : error;
  } finally {
    progress.stop();
  }
}

function chooseSink(
  settings: SimulationSettings,
  post: string | undefined,
  out: string | undefined,
): UploadSink {
  if (post === undefined && out !== undefined) return new LandingSink(out, settings);
  if (post === undefined || out !== undefined)
    throw new UsageError("give one of --post <url> and --out <folder>");
  const protocol = URL.canParse(post) ? new URL(post).protocol : undefined;
  if (protocol === "http:" || protocol === "https:") return new PostSink(post);
  throw new UsageError(`--post: expected an http or https URL, got ${JSON.stringify(post)}`);
}
