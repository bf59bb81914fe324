import { readFile } from "node:fs/promises";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { decodeFile } from "./decode-file.ts";
import { type GeoLookup, noGeo, openGeo } from "./geo.ts";
import { NdjsonPartWriter } from "./ndjson-part-writer.ts";
import type { GeoSetup, WorkerOrder, WorkerReport, WorkerSetup } from "./worker-messages.ts";

async function readAllowedCities(path: string | null): Promise<ReadonlySet<number>> {
  if (path === null) return new Set();
  const ids = (await readFile(path, "utf8")).split("\n").map((line) => Number.parseInt(line, 10));
  return new Set(ids.filter((id) => !Number.isNaN(id)));
}

async function openLookup(setup: GeoSetup | null): Promise<GeoLookup> {
  return setup === null ? noGeo : openGeo(setup.database, await readAllowedCities(setup.cities));
}

async function serve(port: MessagePort, { folder, prefix, geo: geoSetup }: WorkerSetup): Promise<void> {
  const report = (message: WorkerReport): void => port.postMessage(message);
  const geo = await openLookup(geoSetup);
  const writer = new NdjsonPartWriter(folder, prefix, (part) => report({ kind: "part", part }));
  for await (const order of receive(port)) {
    const counts = await decodeFile(order, geo, writer, (soFar) =>
      report({ kind: "progress", counts: soFar }),
    );
    report({ kind: "file", counts });
  }
  writer.close();
  report({ kind: "done" });
}

/** The orders that come in through a port, until null. */
async function* receive(port: MessagePort): AsyncGenerator<NonNullable<WorkerOrder>> {
  const waiting: WorkerOrder[] = [];
  let wake: () => void = () => undefined;
  port.on("message", (order: WorkerOrder) => {
    waiting.push(order);
    wake();
  });
  for (;;) {
    const order = waiting.shift();
    if (order === null) break;
    if (order === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    } else yield order;
  }
  port.removeAllListeners("message");
}

if (parentPort === null) throw new Error("the decode worker runs in a worker thread only");
await serve(parentPort, workerData as WorkerSetup);
