import { Worker } from "node:worker_threads";
import { addCounts, type DecodeCounts, noCounts } from "./decode-counts.ts";
import type { DecodeTask } from "./decode-file.ts";
import type { DecodedPart } from "./ndjson-part-writer.ts";
import type { GeoSetup, WorkerReport, WorkerSetup } from "./worker-messages.ts";

export interface DecodeOptions {
  readonly files: readonly DecodeTask[];
  /** Where the parts go; exists and is empty. */
  readonly folder: string;
  readonly geo: GeoSetup | null;
  /** At most this many threads. */
  readonly workers: number;
  /** Told of each finished part, in no order. */
  readonly onPart: (part: DecodedPart) => void;
  /** Told the counts over all files so far. */
  readonly onProgress: (counts: DecodeCounts) => void;
}

/** A parsed ping is garbage at once, and up to 8 MiB of JSON: with Node's 48 MiB a fifth of the time went into collecting it. */
const YOUNG_GENERATION_MB = 192;

/** The worker's program: the file the build put beside the command, or the source. */
function locateWorker(): URL {
  const fromSource = import.meta.url.endsWith(".ts");
  return new URL(fromSource ? "./worker-from-source.mjs" : "./decode-worker.js", import.meta.url);
}

/** Takes files from the list until it is empty, then lets its thread finish. */
function runWorker(
  setup: WorkerSetup,
  next: () => DecodeTask | undefined,
  onReport: (report: WorkerReport) => void,
): Promise<void> {
  const worker = new Worker(locateWorker(), {
    workerData: setup,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  return new Promise((resolve, reject) => {
    const order = (): void => worker.postMessage(next() ?? null);
    worker.on("message", (report: WorkerReport) => {
      onReport(report);
      if (report.kind === "file") order();
      // Its files are written; a loader of its own may keep the thread from ending by itself.
      if (report.kind === "done") resolve(worker.terminate().then(() => undefined));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`a decode worker ended early with code ${code}`)));
    order();
  });
}

/** Decodes landing files in threads, a file at a time each. Rejects when a file cannot be read or written. */
export async function decodeFiles(options: DecodeOptions): Promise<DecodeCounts> {
  const { files, folder, geo, onPart, onProgress } = options;
  const finished = noCounts();
  const running = new Map<string, DecodeCounts>();
  // A large file that is begun last would keep one thread busy while the others have ended.
  const waiting = files.toSorted((a, b) => b.bytes - a.bytes);

  const tell = (): void => {
    const counts = noCounts();
    for (const part of [finished, ...running.values()]) addCounts(counts, part);
    onProgress(counts);
  };
  const onReport = (prefix: string, report: WorkerReport): void => {
    if (report.kind === "part") onPart(report.part);
    if (report.kind === "progress") running.set(prefix, report.counts);
    if (report.kind === "file") {
      running.delete(prefix);
      addCounts(finished, report.counts);
    }
    tell();
  };

  const threads = Math.max(1, Math.min(options.workers, files.length));
  await Promise.all(
    Array.from({ length: threads }, (_, i) => {
      const prefix = String(i);
      return runWorker(
        { folder, prefix, geo },
        () => waiting.shift(),
        (report) => onReport(prefix, report),
      );
    }),
  );
  return finished;
}
