import { SingleBar as Bar, Presets, type SingleBar } from "cli-progress";
import type { RunProgress } from "../pipeline/datasets/run-day.ts";

const MEGABYTE = 1_000_000;

function createBar(): SingleBar {
  return new Bar(
    {
      format:
        "{date} {bar} {percentage}% | {records} records, {megabytes} MB, {rate} records/s | {eta_formatted} left",
      stream: process.stderr,
      noTTYOutput: false,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
}

/** Replaces the terminal's last line; nothing where there is no terminal. */
function showLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/** Shows a run on a terminal: rows, bytes, rate and time left. Shows nothing where there is none. */
export function showDatasetProgress(): RunProgress & { stop(): void } {
  const bar = createBar();
  let began = 0;
  return {
    onStarting: () => showLine("starting the engine…"),
    onDay(date, bytes) {
      bar.stop();
      showLine("");
      began = performance.now();
      bar.start(bytes, 0, { date, records: 0, megabytes: 0, rate: 0 });
    },
    onDecoded({ bytes, records }) {
      const seconds = Math.max(0.001, (performance.now() - began) / 1000);
      bar.update(bytes, {
        records: records.toLocaleString("en"),
        megabytes: Math.round(bytes / MEGABYTE),
        rate: Math.round(records / seconds).toLocaleString("en"),
      });
    },
    onWriting(what, written, of) {
      bar.stop();
      showLine(`${what} writing datasets: ${written} of ${of} queries done…`);
    },
    stop() {
      bar.stop();
      showLine("");
    },
  };
}
