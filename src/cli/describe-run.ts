import {
  type RunSummary,
  totalDecoded,
  totalRefused,
  totalWritten,
} from "../pipeline/datasets/run-summary.ts";

const MEGABYTE = 1_000_000;

function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;
}

function listCounts(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .filter(([, amount]) => amount > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, amount]) => `${amount.toLocaleString("en").padStart(14)}  ${name}`);
}

/** What a run read, wrote and refused, and why, for a person. */
export function describeRun(summary: RunSummary, milliseconds: number): string {
  const { bytes, records, torn } = totalDecoded(summary);
  const { messages, malformedEvents } = totalRefused(summary);
  const refused = Object.values(messages).reduce((sum, amount) => sum + amount, 0);
  const seconds = milliseconds / 1000;
  const rate = Math.round(records / Math.max(seconds, 0.001)).toLocaleString("en");
  const days = summary.days.map(({ date }) => date);
  const span = days.length > 1 ? `${days.at(0)} to ${days.at(-1)}` : days.at(0);
  const torn_ = torn === 0 ? "" : `; ${count(torn, "torn line")} skipped, never acknowledged`;
  return [
    `read ${count(records, "record")} (${(bytes / MEGABYTE).toFixed(1)} MB) of ${count(days.length, "day")}, ${span}, ` +
      `in ${seconds.toFixed(1)} s: ${rate} records/s${torn_}`,
    "written, rows:",
    ...listCounts(totalWritten(summary)),
    refused + malformedEvents === 0 ? "nothing was refused" : `refused ${count(refused, "message")}:`,
    ...listCounts(messages),
    ...(malformedEvents === 0 ? [] : [`dropped ${count(malformedEvents, "malformed event")} (see errors)`]),
  ].join("\n");
}
