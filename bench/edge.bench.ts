import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { type PairedTurn, summarizeTurns, takePairedTurns } from "./paired-turns.ts";
import { buildPrograms, type Program, runProgram, startProgram } from "./programs.ts";
import type { BenchReport } from "./report.ts";

const TURNS = 12;
const FEW_TURNS = 5;
/**
 * With one request under way each, as clients have it. An edge has thousands; what waits for a disk is busy only while enough of them
 * wait together.
 */
const CONNECTIONS = 256;
/** Told beside, without a bound: so few that edge and disk wait for each other. */
const FEW_CONNECTIONS = 64;
const MILLISECONDS = 1500;
/** RudderStack's own figure for its server on two virtual processors (m5.large), in events a second. */
const RUDDERSTACK = 1700;

const loadResult = z.object({ perSecond: z.number(), bytes: z.number() });

interface Server {
  readonly url: string;
  readonly process: ChildProcess;
}

async function startServer(program: Program, args: readonly string[]): Promise<Server> {
  const child = startProgram(program, args);
  const { stdout } = child;
  if (stdout === null) throw new Error("the server has no output");
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).once("line", (line) => resolve(line.replace("listening on ", "")));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url, process: child };
}

function measure({ url }: Server, connections: number): Promise<z.infer<typeof loadResult>> {
  return runProgram("post-load", [url, String(connections), String(MILLISECONDS)], loadResult);
}

async function stop({ process: child }: Server): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

interface Servers {
  readonly bare: Server;
  readonly edge: Server;
}

async function measureTurns(
  { bare, edge }: Servers,
  connections: number,
  count: number,
): Promise<PairedTurn[]> {
  // Once before what counts: it is then compiled.
  await measure(edge, connections);
  return takePairedTurns(
    count,
    async () => (await measure(bare, connections)).perSecond,
    async () => (await measure(edge, connections)).perSecond,
  );
}

/** The edge with durable writes against a bare server that reads and answers. */
export async function run(): Promise<BenchReport> {
  await buildPrograms();
  const landing = await mkdtemp(join(tmpdir(), "event-telemetry-bench-"));
  const started: Server[] = [];
  try {
    const bare = await startServer("bare-server", []);
    started.push(bare);
    const edge = await startServer("cli", ["edge", "--port", "0", "--landing", landing]);
    started.push(edge);
    const servers = { bare, edge };
    const { bytes } = await measure(bare, FEW_CONNECTIONS);
    const few = await measureTurns(servers, FEW_CONNECTIONS, FEW_TURNS);
    const many = await measureTurns(servers, CONNECTIONS, TURNS);
    return report(many, few, bytes);
  } finally {
    await Promise.all(started.map(stop));
    await rm(landing, { recursive: true, force: true });
  }
}

function report(many: readonly PairedTurn[], few: readonly PairedTurn[], bytes: number): BenchReport {
  const { floor, measured, ratio } = summarizeTurns(many);
  return {
    title: `edge, ${CONNECTIONS} connections`,
    rows: [
      { what: "size of a posted main ping (mean)", measured: bytes / 1024, unit: "KiB" },
      { what: "a bare node:http server that reads the body and answers", measured: floor, unit: "pings/s" },
      { what: "the edge, each ping on disk before it is answered", measured, unit: "pings/s" },
      {
        what: "the edge against the bare server (median of the turns)",
        measured: ratio,
        unit: "×",
        bound: { kind: "at least", limit: 0.7 },
      },
      {
        what: `the same with ${FEW_CONNECTIONS} connections`,
        measured: summarizeTurns(few).ratio,
        unit: "×",
      },
      {
        what: "RudderStack, as published for two virtual processors",
        measured: RUDDERSTACK,
        unit: "events/s",
      },
    ],
  };
}
