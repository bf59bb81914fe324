import Table from "cli-table3";
import type { SimulationOutcome } from "../pipeline/simulate/run-simulation.ts";
import type { SimulationSettings } from "../pipeline/simulate/simulation-options.ts";

const MEGABYTE = 1_000_000;

function format(amount: number): string {
  return amount.toLocaleString("en");
}

/** What a simulation made and what became of it, for a person. */
export function describeSimulation(
  { clients, days, seed }: SimulationSettings,
  { summary, sink }: SimulationOutcome,
  milliseconds: number,
): string {
  const table = new Table({
    head: ["ping", "uploads", "events", "MB"],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  const rows = Object.entries(summary.byType).sort(([, a], [, b]) => b.uploads - a.uploads);
  for (const [type, { uploads, events, bytes }] of rows) {
    table.push([type, format(uploads), format(events), (bytes / MEGABYTE).toFixed(1)]);
  }
  table.push(["all", format(summary.uploads), format(summary.events), (summary.bytes / MEGABYTE).toFixed(1)]);
  const { duplicate, late, malformed } = summary.oddities;
  const seconds = Math.max(milliseconds / 1000, 0.001);
  const answers = Object.entries(sink.answers ?? {}).map(([status, times]) => `${format(times)} × ${status}`);
  return [
    `made ${format(clients)} clients over ${format(days)} days (seed ${seed}) in ${seconds.toFixed(1)} s: ` +
      `${format(Math.round(summary.events / seconds))} events/s`,
    table.toString(),
    `of the uploads ${format(duplicate)} are copies, ${format(late)} late and ${format(malformed)} malformed`,
    ...(sink.files === undefined ? [] : [`written: ${format(sink.files)} landing files`]),
    ...(answers.length === 0 ? [] : [`answered: ${answers.join(", ")}`]),
  ].join("\n");
}
