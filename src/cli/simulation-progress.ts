import { SingleBar as Bar, Presets } from "cli-progress";
import type { SimulationSummary } from "../pipeline/simulate/simulation-summary.ts";

const MEGABYTE = 1_000_000;
const FORMAT =
  "{bar} {percentage}% | {events} events in {uploads} uploads, {megabytes} MB, {rate} events/s | {eta_formatted} left";

/** Shows a simulation on a terminal: rows, bytes, rate and time left. Shows nothing where there is none. */
export function showSimulationProgress(clients: number): {
  onClient(done: number, summary: SimulationSummary): void;
  stop(): void;
} {
  const bar = new Bar(
    { format: FORMAT, stream: process.stderr, noTTYOutput: false, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const began = performance.now();
  bar.start(clients, 0, { events: 0, uploads: 0, megabytes: 0, rate: 0 });
  return {
    onClient(done, { events, uploads, bytes }) {
      const seconds = Math.max(0.001, (performance.now() - began) / 1000);
      bar.update(done, {
        events: events.toLocaleString("en"),
        uploads: uploads.toLocaleString("en"),
        megabytes: Math.round(bytes / MEGABYTE),
        rate: Math.round(events / seconds).toLocaleString("en"),
      });
    },
    stop: () => bar.stop(),
  };
}
