/**
 * `npm run bench [name …]`: runs `bench/<name>.bench.ts`, all of them unless named, and prints what they measured. Exits with 1 when a bound
 * is broken, with 2 when a name is unknown.
 */
import { readdir } from "node:fs/promises";
import Table from "cli-table3";
import { type BenchReport, type BenchRow, keepsBound } from "../bench/report.ts";

const BENCHES = new URL("../bench/", import.meta.url);
const SUFFIX = ".bench.ts";

async function findBenches(): Promise<string[]> {
  const files = await readdir(BENCHES);
  return files
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
}

async function runBench(name: string): Promise<BenchReport> {
  const module: { run(): Promise<BenchReport> } = await import(new URL(`${name}${SUFFIX}`, BENCHES).href);
  return await module.run();
}

function formatNumber(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

function formatRow(row: BenchRow): string[] {
  const bound = row.bound ? `${row.bound.kind} ${formatNumber(row.bound.limit)} ${row.unit}` : "";
  const verdict = row.bound ? (keepsBound(row) ? "ok" : "BROKEN") : "";
  return [row.what, `${formatNumber(row.measured)} ${row.unit}`, bound, verdict];
}

function printReport({ title, rows }: BenchReport): void {
  const table = new Table({ head: [title, "measured", "bound", ""], style: { head: [], border: [] } });
  table.push(...rows.map(formatRow));
  console.log(table.toString());
}

async function main(names: readonly string[]): Promise<number> {
  const known = await findBenches();
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown bench: ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
    return 2;
  }
  let broken = 0;
  for (const name of names.length > 0 ? names : known) {
    const report = await runBench(name);
    printReport(report);
    broken += report.rows.filter((row) => !keepsBound(row)).length;
  }
  if (broken > 0) console.error(`${broken} bound(s) broken.`);
  return broken > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
