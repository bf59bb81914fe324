import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { medianOf } from "./median.ts";
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

interface Turn {
  /** Pings a second of the bare server, as the mean of what it did before and after the edge's turn. */
  readonly bare: number;
  readonly edge: number;
}

interface Measured {
  readonly turns: readonly Turn[];
  readonly bytes: number;
}

/**
 * Each of the edge's turns is held against the bare server's on both sides of it: a shared machine is half as fast again from
 * one minute to the next.
 */
async function measureTurns(
  { bare, edge }: Servers,
  { connections, turns: count }: { readonly connections: number; readonly turns: number },
): Promise<Measured> {
  // Once each before what counts: both are then compiled.
  await measure(edge, connections);
  const turns: Turn[] = [];
  let before = await measure(bare, connections);
  for (let turn = 0; turn < count; turn += 1) {
    const measured = await measure(edge, connections);
    const after = await measure(bare, connections);
    turns.push({ bare: (before.perSecond + after.perSecond) / 2, edge: measured.perSecond });
    before = after;
  }
  return { turns, bytes: before.bytes };
}

interface Servers {
  readonly bare: Server;
  readonly edge: Server;
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
    const few = await measureTurns(servers, { connections: FEW_CONNECTIONS, turns: FEW_TURNS });
    const many = await measureTurns(servers, { connections: CONNECTIONS, turns: TURNS });
    return report(many, few);
  } finally {
    await Promise.all(started.map(stop));
    await rm(landing, { recursive: true, force: true });
  }
}

function ratioOf(turns: readonly Turn[]): number {
  return medianOf(turns.map(({ edge, bare }) => edge / bare));
}

function report({ turns, bytes }: Measured, few: Measured): BenchReport {
  const bare = medianOf(turns.map((turn) => turn.bare));
  const edge = medianOf(turns.map((turn) => turn.edge));
  return {
    title: `edge, ${CONNECTIONS} connections`,
    rows: [
      { what: "size of a posted main ping (mean)", measured: bytes / 1024, unit: "KiB" },
      { what: "a bare node:http server that reads the body and answers", measured: bare, unit: "pings/s" },
      { what: "the edge, each ping on disk before it is answered", measured: edge, unit: "pings/s" },
      {
        what: "the edge against the bare server (median of the turns)",
        measured: ratioOf(turns),
        unit: "×",
        bound: { kind: "at least", limit: 0.7 },
      },
      { what: `the same with ${FEW_CONNECTIONS} connections`, measured: ratioOf(few.turns), unit: "×" },
      {
        what: "RudderStack, as published for two virtual processors",
        measured: RUDDERSTACK,
        unit: "events/s",
      },
    ],
  };
}
