import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type Edge, startEdge } from "../../src/pipeline/edge/start-edge.ts";
import {
  engineReady,
  forceDailyPing,
  IMPORT,
  recordThings,
  registerThing,
  sendNextBatch,
} from "../support/add-on.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { readWholeLanding } from "../support/landing.ts";
import { packAddOn } from "../support/pack-add-on.ts";
import { waitFor } from "../support/wait-for.ts";

const run = promisify(execFile);
const CATEGORY = "end.to.end";
const COUNT = 1_600;

const row = z.object({
  n: z.coerce.number(),
  doc_type: z.string(),
  document_id: z.string(),
  client_id: z.string(),
  session_id: z.string(),
  event_timestamp: z.coerce.number(),
  event_process: z.string(),
});

let folder: string;
let edge: Edge;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "event-telemetry-end-to-end-"));
  edge = await startEdge({ landing: join(folder, "landing"), port: 0 });
});
afterAll(async () => {
  await edge.close();
  await rm(folder, { recursive: true, force: true });
});

/** The events of the test as the dataset has them, in the order they were recorded. */
async function queryEvents(): Promise<z.infer<typeof row>[]> {
  const data = join(folder, "data");
  await run(process.execPath, [
    "dist/cli.js",
    "datasets",
    "--landing",
    join(folder, "landing"),
    "--out",
    data,
  ]);
  const sql = `SELECT event_map_values['n'] AS n, doc_type, document_id, client_id, session_id, event_timestamp, event_process
                 FROM events WHERE event_category = '${CATEGORY}' ORDER BY CAST(event_map_values['n'] AS INTEGER)`;
  const { stdout } = await run(
    process.execPath,
    ["dist/cli.js", "query", "--data", data, "--format", "json", sql],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return z.array(row).parse(JSON.parse(stdout));
}

/** The document type of each ping that the edge took, by its document id. */
async function readLandedTypes(): Promise<Map<string, string>> {
  const { records } = await readWholeLanding(join(folder, "landing"));
  return new Map(
    records.map(({ uri }) => {
      const [, , , id = "", type = ""] = uri.split("/");
      return [id, type];
    }),
  );
}

/** What Firefox itself says of the session, and of each event. */
function recordedFacts(
  firefox: Firefox,
): Promise<{ clientId: string; sessionId: string; timestamps: number[] }> {
  return firefox.chrome(
    `${IMPORT}
     const { ClientID } = ChromeUtils.importESModule("resource://gre/modules/ClientID.sys.mjs");
     const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
     return {
       clientId: await ClientID.getClientID(),
       sessionId: TelemetrySession.getMetadata("test").sessionId,
       timestamps: EventTelemetry.snapshotEvents(1).dynamic.map(([timestamp]) => timestamp),
     };`,
  );
}

it("finds each event of a real Firefox once in the dataset, with its client, session, timestamp, process and ping", async () => {
  const prefs = { "toolkit.telemetry.eventping.maximumFrequency": 3_600_000 };
  let firefox = await launchFirefox({ telemetryServer: edge.url, prefs });
  try {
    await firefox.installAddon(await packAddOn(), { temporary: false });
    await engineReady(firefox);
    await registerThing(firefox, CATEGORY);
    await recordThings(firefox, CATEGORY, 900);
    const facts = await recordedFacts(firefox);
    await forceDailyPing(firefox);
    // Read before the oldest leave in an event ping, which they do when there are a thousand.
    const later: number[] = [];
    for (const [count, from] of [
      [500, 900],
      [COUNT - 1_400, 1_400],
    ] as const) {
      await recordThings(firefox, CATEGORY, count, from);
      later.push(...(await recordedFacts(firefox)).timestamps.slice(-count));
    }
    const { profile } = firefox;
    await firefox.quit({ keepProfile: true });
    firefox = await launchFirefox({ profile, telemetryServer: edge.url, prefs });
    await engineReady(firefox);
    const rows = await waitFor(
      async () => {
        await sendNextBatch(firefox);
        const found = await queryEvents();
        return found.length >= COUNT ? found : null;
      },
      { what: `${COUNT} events in the dataset`, timeout: 200_000, interval: 1_000 },
    );
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: COUNT }, (_, n) => n));
    expect(new Set(rows.map(({ client_id }) => client_id))).toEqual(new Set([facts.clientId]));
    expect(new Set(rows.map(({ session_id }) => session_id))).toEqual(new Set([facts.sessionId]));
    expect(new Set(rows.map(({ event_process }) => event_process))).toEqual(new Set(["dynamic"]));
    expect(rows.map(({ event_timestamp }) => event_timestamp)).toEqual([...facts.timestamps, ...later]);
    const types = await readLandedTypes();
    expect(rows.filter(({ document_id, doc_type }) => types.get(document_id) !== doc_type)).toEqual([]);
    expect(rows.slice(0, 500).every(({ doc_type }) => doc_type === "main")).toBe(true);
    expect(rows.filter(({ doc_type }) => doc_type === "main")).toHaveLength(1_000);
    expect(rows.filter(({ doc_type }) => doc_type === "event")).toHaveLength(600);
  } finally {
    await firefox.kill();
  }
}, 240_000);
