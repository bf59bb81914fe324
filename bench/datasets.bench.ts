import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { buildPrograms, readOutput, runProgram, startProgram } from "./programs.ts";
import type { BenchReport, BenchRow } from "./report.ts";
import { simulateLanding } from "./simulated-landing.ts";

const FEW = 100_000;
const MANY = 1_000_000;
const TURNS = 3;
const GIB = 1024 ** 3;
const LOOK_EVERY = 20;

interface Run {
  readonly seconds: number;
  /** The most memory the process had resident, its threads included, in bytes; undefined where the system does not tell. */
  readonly peakMemory: number | undefined;
}

/** VmHWM, which only grows: the last look before the process ends is off by what it grew since. */
async function readPeakMemory(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** One run of `event-telemetry datasets`, as a user starts it, from landing files to Parquet. */
async function makeDatasets(landing: string, out: string): Promise<Run> {
  const began = performance.now();
  const child = startProgram("cli", ["datasets", "--landing", landing, "--out", out]);
  let peakMemory: number | undefined;
  const look = setInterval(async () => {
    const bytes = await readPeakMemory(child.pid ?? 0);
    if (bytes !== undefined) peakMemory = Math.max(peakMemory ?? 0, bytes);
  }, LOOK_EVERY);
  try {
    await readOutput(child);
  } finally {
    clearInterval(look);
  }
  return { seconds: (performance.now() - began) / 1000, peakMemory };
}

function describeScale(few: number, many: number, short: Run, long: Run): BenchRow[] {
  const rows: BenchRow[] = [
    { what: `landing to Parquet, ${few.toLocaleString("en")} events`, measured: short.seconds, unit: "s" },
    { what: `landing to Parquet, ${many.toLocaleString("en")} events`, measured: long.seconds, unit: "s" },
    { what: "which is", measured: many / long.seconds, unit: "events/s" },
    {
      what: "ten times the input takes",
      measured: (long.seconds / short.seconds) * ((10 * few) / many),
      unit: "× the time",
      bound: { kind: "at most", limit: 11 },
    },
  ];
  if (long.peakMemory === undefined) return rows;
  const bound = { kind: "at most", limit: 1.5 } as const;
  return [...rows, { what: "peak memory of that run", measured: long.peakMemory / GIB, unit: "GiB", bound }];
}

/** `events` against the best statement written by hand, and a whole run at two sizes. */
export async function run(): Promise<BenchReport> {
  await buildPrograms();
  const folder = await mkdtemp(join(tmpdir(), "event-telemetry-bench-"));
  try {
    const [few, many] = [join(folder, "few"), join(folder, "many")];
    const events = { few: await simulateLanding(few, FEW), many: await simulateLanding(many, MANY) };
    const shortRuns = [
      await makeDatasets(few, join(folder, "out-1")),
      await makeDatasets(few, join(folder, "out-2")),
    ];
    const short = shortRuns.reduce((best, next) => (next.seconds < best.seconds ? next : best));
    const long = await makeDatasets(many, join(folder, "out-many"));
    const turns = z.object({ product: z.number(), byHand: z.number(), rows: z.number() });
    const { product, byHand, rows } = await runProgram("events-turns", [many, String(TURNS)], turns);
    const count = rows.toLocaleString("en");
    return {
      title: "datasets",
      rows: [
        { what: `events, best statement by hand, ${count} rows`, measured: byHand, unit: "s" },
        { what: "events, the dataset's job on the same decoded tables", measured: product, unit: "s" },
        {
          what: "events against the statement by hand",
          measured: product / byHand,
          unit: "×",
          bound: { kind: "at most", limit: 1.3 },
        },
        ...describeScale(events.few, events.many, short, long),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
