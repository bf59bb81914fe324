import { SingleBar as Bar, Presets, type SingleBar } from "cli-progress";
import type { RunProgress } from "../pipeline/datasets/run-day.ts";

const MEGABYTE = 1_000_000;
const CLEAR_LINE = "\r\x1b[K";

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

/** Shows a run on a terminal: rows, bytes, rate and time left. Shows nothing where there is none. */
export function showDatasetProgress(): RunProgress & { stop(): void } {
  const bar = createBar();
  let began = 0;
  let day = "";
  let isWriting = false;
  const clearWriting = (): void => {
    if (isWriting) process.stderr.write(CLEAR_LINE);
    isWriting = false;
  };
  return {
    onDay(date, bytes) {
      bar.stop();
      clearWriting();
      day = date;
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
    onWriting() {
      bar.stop();
      isWriting = process.stderr.isTTY === true;
      if (isWriting) process.stderr.write(`${day} is decoded, writing its datasets…`);
    },
    stop() {
      bar.stop();
      clearWriting();
    },
  };
}
