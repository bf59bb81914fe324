/**
 * `events-turns <landing> <turns>`: decodes the largest date of a landing folder to Parquet tables, then makes the `events`
 * dataset of them in turns, by the product's own job and by statements written by hand for this one purpose, in the same
 * DuckDB with the same bounds. Prints the best seconds of each, and the rows.
 */
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { convertPart, createTables } from "../../src/pipeline/datasets/convert-parts.ts";
import { describeDayJob } from "../../src/pipeline/datasets/day-job.ts";
import { DuckdbEngine } from "../../src/pipeline/datasets/duckdb-engine.ts";
import { DuckdbSession } from "../../src/pipeline/datasets/duckdb-session.ts";
import { decodeFiles } from "../../src/pipeline/decode/decode-pool.ts";
import { listLandingFiles } from "../../src/pipeline/landing/read-landing.ts";
import { writeEventsByHand } from "./events-by-hand.ts";

const [landing = "", turns = "3"] = process.argv.slice(2);

async function describeFiles(date: string) {
  const paths = await listLandingFiles(landing, date);
  return Promise.all(
    paths.map(async (path, fileNumber) => ({ path, fileNumber, date, bytes: (await stat(path)).size })),
  );
}

async function findLargestDate(): Promise<string> {
  const sizes = new Map<string, number>();
  for (const date of await readdir(landing)) {
    const files = await describeFiles(date);
    sizes.set(
      date,
      files.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  }
  return [...sizes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

async function decodeDate(session: DuckdbSession, date: string, work: string): Promise<string> {
  const [parts, decoded] = [join(work, "parts"), join(work, "decoded")];
  await mkdir(parts);
  await createTables(session, decoded);
  let converting = Promise.resolve();
  await decodeFiles({
    files: await describeFiles(date),
    folder: parts,
    geo: null,
    workers: availableParallelism(),
    onPart: (part) => {
      converting = converting.then(() => convertPart(session, decoded, part));
    },
    onProgress: () => undefined,
  });
  await converting;
  return decoded;
}

/** Seconds that a way takes to fill a folder, and the rows in it. */
async function time(session: DuckdbSession, folder: string, way: () => Promise<void>) {
  await rm(folder, { recursive: true, force: true });
  const began = performance.now();
  await way();
  const seconds = (performance.now() - began) / 1000;
  const files = `${folder}/**/*.parquet`;
  const [row] = await session.readRows(`SELECT count(*) AS rows FROM read_parquet('${files}')`);
  return { seconds, rows: Number(row?.rows) };
}

async function run(work: string): Promise<void> {
  const session = await DuckdbSession.open({
    temporaryFolder: join(work, "spill"),
    memoryLimit: "640MB",
    threads: availableParallelism(),
  });
  const date = await findLargestDate();
  const decoded = await decodeDate(session, date, work);
  const [own, byHand] = [join(work, "own"), join(work, "by-hand")];
  const day = await describeDayJob(decoded, own, date);
  const job = { ...day, queries: day.queries.filter(({ folder }) => folder.includes("events/v1/")) };
  const best = { product: Number.POSITIVE_INFINITY, byHand: Number.POSITIVE_INFINITY };
  let rows = 0;
  for (let turn = 0; turn < Number(turns); turn += 1) {
    const product = await time(session, own, () => new DuckdbEngine(session).run(job));
    best.product = Math.min(best.product, product.seconds);
    rows = product.rows;
    for (const write of writeEventsByHand(decoded)) {
      const peer = await time(session, byHand, () => write(session, byHand));
      if (peer.rows !== rows) throw new Error(`by hand there are ${peer.rows} events, else ${rows}`);
      best.byHand = Math.min(best.byHand, peer.seconds);
    }
  }
  session.close();
  console.log(JSON.stringify({ ...best, rows }));
}

const work = await mkdtemp(join(tmpdir(), "event-telemetry-bench-events-"));
try {
  await run(work);
} finally {
  await rm(work, { recursive: true, force: true });
}
