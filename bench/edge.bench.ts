import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { buildPrograms, type Program, runProgram, startProgram } from "./programs.ts";
import type { BenchReport } from "./report.ts";

const TURNS = 12;
/** With one request under way each: some wait for the disk while others are read. With many more both servers mostly miss the processor's caches. */
const CONNECTIONS = 64;
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

function measure({ url }: Server): Promise<z.infer<typeof loadResult>> {
  return runProgram("post-load", [url, String(CONNECTIONS), String(MILLISECONDS)], loadResult);
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

/**
 * The edge with durable writes against a bare server that reads and answers. Each of the edge's turns is held against the
 * bare server's on both sides of it: a shared machine is half as fast again from one minute to the next.
 */
export async function run(): Promise<BenchReport> {
  await buildPrograms();
  const landing = await mkdtemp(join(tmpdir(), "event-telemetry-bench-"));
  const servers: Server[] = [];
  try {
    const bare = await startServer("bare-server", []);
    servers.push(bare);
    const edge = await startServer("cli", ["edge", "--port", "0", "--landing", landing]);
    servers.push(edge);
    // Once each before what counts: both are then compiled.
    await measure(edge);
    const turns: Turn[] = [];
    let before = await measure(bare);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const measured = await measure(edge);
      const after = await measure(bare);
      turns.push({ bare: (before.perSecond + after.perSecond) / 2, edge: measured.perSecond });
      before = after;
    }
    return report(turns, before.bytes);
  } finally {
    await Promise.all(servers.map(stop));
    await rm(landing, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function report(turns: readonly Turn[], bytes: number): BenchReport {
  const bare = median(turns.map((turn) => turn.bare));
  const edge = median(turns.map((turn) => turn.edge));
  return {
    title: "edge",
    rows: [
      { what: "size of a posted main ping (mean)", measured: bytes / 1024, unit: "KiB" },
      { what: "a bare node:http server that reads the body and answers", measured: bare, unit: "pings/s" },
      { what: "the edge, each ping on disk before it is answered", measured: edge, unit: "pings/s" },
      {
        what: "the edge against the bare server (median of the turns)",
        measured: median(turns.map((turn) => turn.edge / turn.bare)),
        unit: "×",
        bound: { kind: "at least", limit: 0.7 },
      },
      {
        what: "RudderStack, as published for two virtual processors",
        measured: RUDDERSTACK,
        unit: "events/s",
      },
    ],
  };
}
