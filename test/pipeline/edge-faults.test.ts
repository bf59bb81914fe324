import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { startTestEdge } from "../support/edge.ts";
import { buildCli, startEdgeProcess } from "../support/edge-process.ts";
import { send, telemetryPath } from "../support/edge-requests.ts";
import { readWholeLanding } from "../support/landing.ts";
import { mountSmallDisk } from "../support/small-disk.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { createUnwillingDisk } from "../support/unwilling-disk.ts";

const KILLS = 20;
const SENDERS = 16;

interface Campaign {
  /** Bodies by document id: everything that was ever sent, and what was acknowledged of it. */
  readonly sent: Map<string, Buffer>;
  readonly acknowledged: Set<string>;
}

/** Sends pings one after another until the edge is gone. */
async function sendUntilItDies(url: string, { sent, acknowledged }: Campaign): Promise<void> {
  for (;;) {
    const documentId = randomUUID();
    const body = randomBytes(randomInt(100, 60_000));
    sent.set(documentId, body);
    try {
      const { status } = await send(url, telemetryPath(documentId), { body });
      if (status === 200) acknowledged.add(documentId);
    } catch {
      return;
    }
  }
}

it(`an edge killed under load ${KILLS} times loses no acknowledged ping and lets no torn record be read`, async () => {
  const landing = await makeTemporaryFolder();
  const cli = await buildCli();
  const campaign: Campaign = { sent: new Map(), acknowledged: new Set() };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = campaign.acknowledged.size;
    const edge = await startEdgeProcess(cli, landing, ["--rotate-size", "1m"]);
    const senders = Array.from({ length: SENDERS }, () => sendUntilItDies(edge.url, campaign));
    while (campaign.acknowledged.size < before + 10) await delay(5);
    // The moment of the kill is what the campaign varies; nothing waits for it.
    await delay(randomInt(0, 100));
    await edge.end("SIGKILL");
    await Promise.all(senders);
  }
  const { records, torn } = await readWholeLanding(landing);
  const read = new Set<string>();
  for (const record of records) {
    const documentId = record.uri.split("/")[3] ?? "";
    expect(campaign.sent.get(documentId)?.equals(record.body), documentId).toBe(true);
    expect(read.has(documentId), documentId).toBe(false);
    read.add(documentId);
  }
  expect([...campaign.acknowledged].filter((documentId) => !read.has(documentId))).toEqual([]);
  // An edge writes two files at a time.
  expect(torn.length).toBeLessThanOrEqual(2 * KILLS);
  expect(campaign.acknowledged.size).toBeGreaterThanOrEqual(KILLS * 10);
}, 480_000);

it("a landing file cut in the middle costs the record it was cut in", async () => {
  const edge = await startTestEdge();
  for (let i = 0; i < 10; i += 1) await send(edge.url, telemetryPath(`id-${i}`), { body: "x".repeat(100) });
  await edge.close();
  const { records } = await readWholeLanding(edge.landing);
  const [date = ""] = await readdir(edge.landing);
  const [file = ""] = await readdir(join(edge.landing, date));
  // Each was a batch, and so has blocks of its own.
  const recordBytes = (await stat(join(edge.landing, date, file))).size / 10;
  await truncate(join(edge.landing, date, file), recordBytes * 5 + 100);
  const after = await readWholeLanding(edge.landing);
  expect(after.records).toEqual(records.slice(0, 5));
  expect(after.torn).toMatchObject([{ offset: recordBytes * 5 }]);
});

it("a disk that fills up under load refuses with 507, keeps what it acknowledged, and takes pings again with room", async () => {
  const disk = createUnwillingDisk();
  const faults: unknown[] = [];
  const edge = await startTestEdge({}, { openFile: disk.openFile, onFault: (error) => faults.push(error) });
  const acknowledged: string[] = [];
  disk.room = 100_000;
  const sendSome = async (count: number) => {
    const ids = Array.from({ length: count }, () => randomUUID());
    const answers = await Promise.all(
      ids.map((id) => send(edge.url, telemetryPath(id), { body: randomBytes(1000) })),
    );
    acknowledged.push(...ids.filter((_, i) => answers[i]?.status === 200));
    return answers;
  };
  for (let i = 0; i < 10; i += 1) await sendSome(10);
  const refused = await sendSome(10);
  expect(new Set(refused.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set(["507 insufficient storage\n"]),
  );
  expect(faults.length).toBeGreaterThan(0);
  const heartbeat = await send(edge.url, "/__heartbeat__", { method: "GET" });
  expect(heartbeat.status).toBe(500);
  expect(JSON.parse(heartbeat.text).details.check_queue_size.messages.E002).toContain("ENOSPC");
  disk.room = Number.POSITIVE_INFINITY;
  const recovered = await sendSome(10);
  expect(recovered.every(({ status }) => status === 200)).toBe(true);
  expect((await send(edge.url, "/__heartbeat__", { method: "GET" })).status).toBe(200);
  await edge.close();
  const { records, torn } = await readWholeLanding(edge.landing);
  expect(records.map(({ uri }) => uri.split("/")[3]).sort()).toEqual(acknowledged.sort());
  expect(torn).toEqual([]);
});

it("a file system that is really full does the same", async ({ skip }) => {
  const landing = await mountSmallDisk(1);
  if (landing === undefined) return skip("this machine lets us mount no small file system");
  const filler = join(landing, "filler");
  await writeFile(filler, Buffer.alloc(800_000));
  const edge = await startTestEdge({ landing });
  const acknowledged: string[] = [];
  const sendOne = async () => {
    const documentId = randomUUID();
    const { status } = await send(edge.url, telemetryPath(documentId), { body: randomBytes(10_000) });
    if (status === 200) acknowledged.push(documentId);
    return status;
  };
  const statuses: number[] = [];
  for (let i = 0; i < 30; i += 1) statuses.push(await sendOne());
  expect(new Set(statuses)).toEqual(new Set([200, 507]));
  await rm(filler);
  expect(await sendOne()).toBe(200);
  await edge.close();
  const { records, torn } = await readWholeLanding(landing);
  expect(records.map(({ uri }) => uri.split("/")[3])).toEqual(acknowledged);
  expect(torn).toEqual([]);
});
