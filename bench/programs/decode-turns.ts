/**
 * `decode-turns <landing> <workers> <turns>`: decodes a landing folder, and gunzips and parses the same bodies, in turns,
 * each with so many threads and every file several times, for a day has more of them; prints the records a second of both, turn by turn.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { decodeFiles } from "../../src/pipeline/decode/decode-pool.ts";
import { listLandingFiles } from "../../src/pipeline/landing/read-landing.ts";
import { takePairedTurns } from "../paired-turns.ts";

/** How often every file is decoded: a day lasts long enough that starting the threads and warming them up does not count. */
const REPEATS = 30;

const [landing = "", workers = "2", turns = "3"] = process.argv.slice(2);

/** Landing files to rows of every table, on disk: reading, decoding, writing and starting the threads. */
async function decode(threads: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "event-telemetry-bench-decode-"));
  const paths = Array.from({ length: REPEATS }, () => listLandingFiles(landing));
  const files = await Promise.all(
    (await Promise.all(paths)).flat().map(async (path, fileNumber) => {
      const { size } = await stat(path);
      return { path, fileNumber, date: "20261101", bytes: size };
    }),
  );
  const began = performance.now();
  const { records } = await decodeFiles({
    files,
    folder,
    geo: null,
    workers: threads,
    onPart: () => undefined,
    onProgress: () => undefined,
  });
  const perSecond = (records * 1000) / (performance.now() - began);
  await rm(folder, { recursive: true });
  return perSecond;
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
}

/** The same bodies out of memory, dealt out evenly to threads that run already. */
async function gunzipAndParse(threads: number): Promise<number> {
  const pool = Array.from({ length: threads }, (_, part) => {
    const workerData = { landing, part, of: threads, repeats: REPEATS };
    return new Worker(new URL("./bare-decode-worker.js", import.meta.url), { workerData });
  });
  await Promise.all(pool.map(nextMessage));
  const began = performance.now();
  const finished = pool.map(nextMessage);
  for (const worker of pool) worker.postMessage("go");
  const records = (await Promise.all(finished)).reduce<number>((sum, count) => sum + Number(count), 0);
  const perSecond = (records * 1000) / (performance.now() - began);
  await Promise.all(pool.map((worker) => worker.terminate()));
  return perSecond;
}

const threads = Number(workers);
const measured = await takePairedTurns(
  Number(turns),
  () => gunzipAndParse(threads),
  () => decode(threads),
);
console.log(JSON.stringify(measured));
