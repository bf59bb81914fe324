import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { type PairedTurn, summarizeTurns } from "./paired-turns.ts";
import { buildPrograms, runProgram } from "./programs.ts";
import type { BenchReport, BenchRow } from "./report.ts";
import { simulateLanding } from "./simulated-landing.ts";

const TURNS = 3;
const THREADS = availableParallelism();

/** What is decoded: main pings as large as real ones, and small ones beside which events weigh more. */
const MIXES = [
  { size: "of real size (main pings of 30 KiB gzipped)", events: 50_000, histograms: 300 },
  { size: "that are small (main pings of 5 KiB gzipped)", events: 100_000, histograms: 40 },
] as const;

const turnsResult = z.array(z.object({ floor: z.number(), measured: z.number() }));

function measure(landing: string): Promise<PairedTurn[]> {
  return runProgram("decode-turns", [landing, String(THREADS), String(TURNS)], turnsResult);
}

/** Decoding landing files against a loop that does nothing but gunzip and parse the same bodies, on as many threads. */
export async function run(): Promise<BenchReport> {
  await buildPrograms();
  const folder = await mkdtemp(join(tmpdir(), "event-telemetry-bench-"));
  const rows: BenchRow[] = [];
  try {
    for (const [i, { size, events, histograms }] of MIXES.entries()) {
      const landing = join(folder, String(i));
      await simulateLanding(landing, events, { histograms });
      const { floor, measured, ratio } = summarizeTurns(await measure(landing));
      rows.push(
        { what: `gunzip and JSON.parse, in memory, of pings ${size}`, measured: floor, unit: "pings/s" },
        { what: "decode of the same, landing files to rows on disk", measured, unit: "pings/s" },
        {
          what: "decode against the bare loop (median of the turns)",
          measured: ratio,
          unit: "×",
          // The bound is for what an edge really gets; the other row tells how far events carry it.
          ...(i === 0 && { bound: { kind: "at least", limit: 0.6 } as const }),
        },
      );
    }
    return { title: `decode, ${THREADS} threads`, rows };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
