import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { LandingError, LandingWriter } from "../../../src/pipeline/landing/landing-writer.ts";
import { describeRecord } from "../../../src/pipeline/landing/record-buffer.ts";
import { readWholeLanding } from "../../support/landing.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";
import { createUnwillingDisk } from "../../support/unwilling-disk.ts";
import { waitFor } from "../../support/wait-for.ts";

const NOON = "2026-11-24T12:00:00.000000Z";

async function createWriter(options: Partial<ConstructorParameters<typeof LandingWriter>[0]> = {}) {
  const directory = await makeTemporaryFolder();
  const disk = createUnwillingDisk();
  const writer = new LandingWriter({
    directory,
    edgeId: "edge",
    rotateBytes: 1_000_000,
    rotateMs: 1_000_000,
    openFile: disk.openFile,
    ...options,
  });
  onTestFinished(() => writer.close());
  const append = (uri: string, timestamp = NOON) => {
    const attributes = {
      submission_timestamp: timestamp,
      uri,
      args: "",
      protocol: "",
      method: "",
      remote_addr: "",
      host: "",
    };
    return new Promise<void>((resolve, reject) => {
      const record = describeRecord(attributes, [Buffer.from("body")]);
      writer.append(record, timestamp, (failure) => (failure === undefined ? resolve() : reject(failure)));
    });
  };
  const readUris = async () => (await readWholeLanding(directory)).records.map(({ uri }) => uri);
  const listFiles = async (date = "20261124") => (await readdir(join(directory, date))).sort();
  return { directory, disk, writer, append, readUris, listFiles };
}

it("a record is acknowledged only after the sync that follows its write", async () => {
  const { disk, append, readUris } = await createWriter();
  const letGo = disk.block();
  let acknowledged = false;
  const appended = append("/1").then(() => {
    acknowledged = true;
  });
  await waitFor(() => disk.syncs === 1, { what: "the sync to begin", interval: 1 });
  expect(await readUris()).toEqual(["/1"]);
  expect(acknowledged).toBe(false);
  letGo();
  await appended;
  expect(acknowledged).toBe(true);
});

it("records that arrive while the disk is busy share the next sync", async () => {
  const { disk, append, readUris } = await createWriter();
  const uris = Array.from({ length: 500 }, (_, i) => `/${i}`);
  await Promise.all(uris.map((uri) => append(uri)));
  expect(disk.syncs).toBeLessThanOrEqual(2);
  expect(await readUris()).toEqual(uris);
});

it("while the disk flushes one file the next batch goes to another, and a third waits", async () => {
  const { disk, append, writer, readUris, listFiles } = await createWriter();
  const letGo = disk.block();
  const first = append("/1");
  await waitFor(() => disk.syncs === 1, { what: "the first sync to begin", interval: 1 });
  const second = append("/2");
  await waitFor(() => disk.syncs === 2, { what: "the second sync to begin", interval: 1 });
  const third = append("/3");
  expect(writer.load).toEqual({ pending: 1, unacknowledged: 2 });
  expect((await listFiles()).length).toBe(2);
  letGo();
  await Promise.all([first, second, third]);
  expect((await listFiles()).length).toBe(2);
  expect((await readUris()).sort()).toEqual(["/1", "/2", "/3"]);
});

it("a file being written is marked open, and loses the mark when it is closed", async () => {
  const { append, writer, listFiles } = await createWriter();
  await append("/1");
  expect(await listFiles()).toEqual(["20261124T120000.000000Z-edge-000001.pings.open"]);
  await writer.close();
  expect(await listFiles()).toEqual(["20261124T120000.000000Z-edge-000001.pings"]);
});

it("a file of the rotation's size is closed and the next begun", async () => {
  const { append, listFiles, readUris } = await createWriter({ rotateBytes: 100 });
  for (const uri of ["/1", "/2", "/3"]) await append(uri);
  await waitFor(async () => (await listFiles()).filter((name) => name.endsWith(".pings")).length === 3, {
    what: "three closed files",
  });
  expect(await readUris()).toEqual(["/1", "/2", "/3"]);
});

it("a file of the rotation's age is closed although nothing more arrives", async () => {
  const { append, listFiles } = await createWriter({ rotateMs: 10 });
  await append("/1");
  await waitFor(async () => (await listFiles())[0]?.endsWith(".pings"), { what: "the file to be closed" });
});

it("each submission date has its own files, also within one batch and when the clock goes back", async () => {
  const { append, listFiles, directory } = await createWriter();
  await Promise.all([
    append("/1", "2026-11-24T23:59:59.999999Z"),
    append("/2", "2026-11-25T00:00:00.000000Z"),
    append("/3", "2026-11-24T23:59:59.999999Z"),
  ]);
  expect((await listFiles("20261125")).length).toBe(1);
  const readDate = async (date: string) =>
    (await readWholeLanding(directory, date)).records.map(({ uri }) => uri).sort();
  expect(await readDate("20261124")).toEqual(["/1", "/3"]);
  expect(await readDate("20261125")).toEqual(["/2"]);
});

it("a full disk refuses the batch whole, keeps what was acknowledged, and later batches land once there is room", async () => {
  const { disk, append, readUris, writer } = await createWriter();
  await append("/1");
  disk.room = 300;
  const refused = await Promise.allSettled(["/2", "/3", "/4"].map((uri) => append(uri)));
  expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  await expect(append("/5")).rejects.toThrow(LandingError);
  expect(writer.lastFailure?.error.message).toContain("ENOSPC");
  disk.room = Number.POSITIVE_INFINITY;
  await append("/6");
  expect(writer.lastFailure).toBeUndefined();
  expect(await readUris()).toEqual(["/1", "/6"]);
});

it("a file whose sync failed is never written again", async () => {
  const { disk, append, readUris, listFiles } = await createWriter();
  await append("/1");
  disk.syncFails = true;
  await expect(append("/2")).rejects.toThrow("EIO");
  disk.syncFails = false;
  await append("/3");
  expect((await listFiles()).length).toBe(2);
  expect(await readUris()).toEqual(["/1", "/3"]);
});

it("a disk that fails from the start leaves no empty files behind", async () => {
  const { disk, append, listFiles } = await createWriter();
  disk.room = 0;
  for (const uri of ["/1", "/2"]) await expect(append(uri)).rejects.toThrow(LandingError);
  expect(await listFiles()).toEqual([]);
});

it("a failure is told once a batch, not once a record", async () => {
  const onFailure = vi.fn();
  const { disk, append } = await createWriter({ onFailure });
  disk.room = 0;
  await Promise.allSettled(Array.from({ length: 50 }, (_, i) => append(`/${i}`)));
  expect(onFailure).toHaveBeenCalledTimes(1);
});

it("a date that cannot have a folder refuses its records and no others", async () => {
  const { append, readUris } = await createWriter();
  const [bad, good] = await Promise.allSettled([append("/1", "\0\0\0\0-\0\0-\0\0T"), append("/2")]);
  expect([bad?.status, good?.status]).toEqual(["rejected", "fulfilled"]);
  expect(await readUris()).toEqual(["/2"]);
});
