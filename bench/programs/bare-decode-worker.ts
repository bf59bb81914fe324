/**
 * The least a decoder could do: gunzips and parses bodies that are in memory already. Takes each `of`th record from the
 * `part`th on; says «ready» when it has them, and «done» with their number after it was told to go.
 */
import { parentPort, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { readLanding } from "../../src/pipeline/landing/read-landing.ts";

interface Share {
  readonly landing: string;
  readonly part: number;
  readonly of: number;
  readonly repeats: number;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(gunzipSync(body).toString("utf8"));
  } catch {
    // A malformed ping: the simulation makes some.
    return undefined;
  }
}

const { landing, part, of, repeats } = workerData as Share;
const bodies: Buffer[] = [];
let at = 0;
for await (const { record } of readLanding(landing)) {
  if (record !== undefined && at % of === part) bodies.push(Buffer.from(record.body));
  at += 1;
}
parentPort?.on("message", () => {
  for (let i = 0; i < repeats; i += 1) for (const body of bodies) parse(body);
  parentPort?.postMessage(bodies.length * repeats);
});
parentPort?.postMessage("ready");
