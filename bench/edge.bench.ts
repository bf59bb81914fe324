import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { z } from "zod";
import type { BenchReport } from "./report.ts";

const TURNS = Number(process.env.TURNS ?? 6);
const CONNECTIONS = 256;
const MILLISECONDS = 2500;
/** RudderStack's own figure for its server on two virtual processors (m5.large), in events a second. */
const RUDDERSTACK = 1700;

const NODE = [process.execPath, "--import", "tsx"] as const;
const loadResult = z.object({ perSecond: z.number(), bytes: z.number() });

interface Server {
  readonly url: string;
  readonly process: ChildProcess;
}

async function startServer(args: readonly string[]): Promise<Server> {
  const [node, ...flags] = NODE;
  const child = spawn(node, [...flags, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve(line.replace("listening on ", "")),
    );
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url, process: child };
}

async function measure(server: Server): Promise<z.infer<typeof loadResult>> {
  const [node, ...flags] = NODE;
  const args = [...flags, "bench/post-load.ts", server.url, String(CONNECTIONS), String(MILLISECONDS)];
  const { stdout } = await promisify(execFile)(node, args);
  return loadResult.parse(JSON.parse(stdout));
}

async function stop({ process: child }: Server): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** The edge with durable writes against a bare server that reads and answers, in turns, each the best of its turns. */
export async function run(): Promise<BenchReport> {
  const landing = await mkdtemp(join(tmpdir(), "event-telemetry-bench-"));
  const servers: Server[] = [];
  try {
    const bare = await startServer(["bench/bare-server.ts"]);
    servers.push(bare);
    const edge = await startServer(["src/cli/main.ts", "edge", "--port", "0", "--landing", landing]);
    servers.push(edge);
    const best = { bare: 0, edge: 0, bytes: 0 };
    for (let turn = 0; turn < TURNS; turn += 1) {
      const floor = await measure(bare);
      const measured = await measure(edge);
      if (process.env.DBG) console.log(floor.perSecond | 0, measured.perSecond | 0);
      best.bare = Math.max(best.bare, floor.perSecond);
      best.edge = Math.max(best.edge, measured.perSecond);
      best.bytes = measured.bytes;
    }
    return report(best);
  } finally {
    await Promise.all(servers.map(stop));
    await rm(landing, { recursive: true, force: true });
  }
}

function report({ bare, edge, bytes }: { bare: number; edge: number; bytes: number }): BenchReport {
  return {
    title: "edge",
    rows: [
      { what: "size of a posted main ping (mean)", measured: bytes / 1024, unit: "KiB" },
      { what: "a bare node:http server that reads the body and answers", measured: bare, unit: "pings/s" },
      { what: "the edge, each ping on disk before it is answered", measured: edge, unit: "pings/s" },
      {
        what: "the edge against the bare server",
        measured: edge / bare,
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
