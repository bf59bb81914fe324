import { existsSync } from "node:fs";
import { readdir, rm, statfs, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openDatasets } from "../../src/pipeline/datasets/open-datasets.ts";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { runCommand, startCommand } from "../support/datasets-process.ts";
import { hashFolder } from "../support/hash-folder.ts";
import { landedRecord } from "../support/landed-record.ts";
import { landRecords, writeRecord } from "../support/landing-folder.ts";
import {
  eventPingSample,
  focusEventPingSample,
  mainPingSample,
  mobileEventPingSample,
} from "../support/ping-samples.ts";
import { queryDatasets } from "../support/read-datasets.ts";
import { mountSmallDisk } from "../support/small-disk.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { waitFor } from "../support/wait-for.ts";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A day of `count` pings of each type; `label` tells two such days apart in every dataset. */
function makeDay(day: string, label: string, count: number) {
  const at = `2026-11-${day}T02:00:00.000000Z`;
  const app = { appVersion: `1${label}.0`, at };
  return Array.from({ length: count }, (_, n) => [
    landedRecord({
      ...app,
      documentId: id(n),
      ping: { ...mainPingSample(), clientId: id(n), creationDate: `2026-11-2${label}T00:00:00.000Z` },
    }),
    landedRecord({
      ...app,
      documentId: id(n),
      type: "event",
      ping: { ...eventPingSample(), clientId: id(n) },
    }),
    landedRecord({
      ...app,
      documentId: id(n),
      type: "mobile-event",
      app: "Fennec",
      ping: mobileEventPingSample(),
    }),
    landedRecord({
      ...app,
      documentId: id(n),
      type: "focus-event",
      app: "Focus",
      ping: { ...focusEventPingSample(), clientId: id(n) },
    }),
    landedRecord({ ...app, documentId: id(n), type: "crash", ping: {} }),
    landedRecord({ ...app, documentId: id(n), ping: Buffer.from(label) }),
  ]).flat();
}

/** Which of the two days each dataset shows: all of one, never some of both. */
async function identify(out: string): Promise<string[]> {
  const { session, close } = await openDatasets(out);
  try {
    const rows = await session.readRows(`
      SELECT 'main_summary' AS name, creation_date[10] AS label, count(*) AS n FROM main_summary GROUP BY ALL
      UNION ALL SELECT 'events', app_version[2], count(*) FROM events WHERE doc_type = 'event' GROUP BY ALL
      UNION ALL SELECT 'mobile', metadata.app_version[2], count(*) FROM telemetry_mobile_event_parquet GROUP BY ALL
      UNION ALL SELECT 'focus', metadata.app_version[2], count(*) FROM telemetry_focus_event_parquet GROUP BY ALL
      UNION ALL SELECT 'other', uri.app_version[2], count(*) FROM other_pings GROUP BY ALL
      UNION ALL SELECT 'errors', payload, count(*) FROM errors GROUP BY ALL
      ORDER BY ALL`);
    return rows.map(({ name, label, n }) => `${name} ${label} ${n}`);
  } finally {
    await close();
  }
}

const describeDay = (label: string, count: number) => [
  `errors ${label} ${count}`,
  `events ${label} ${count * 2}`,
  `focus ${label} ${count}`,
  `main_summary ${label} ${count}`,
  `mobile ${label} ${count}`,
  `other ${label} ${count}`,
];

describe("running a date again", () => {
  it("replaces that date's partitions and nothing else, and gives the same rows", async () => {
    const folder = await makeTemporaryFolder();
    const [landing, out] = [join(folder, "landing"), join(folder, "out")];
    await landRecords(landing, [...makeDay("24", "1", 3), ...makeDay("25", "1", 3)]);
    await runDatasets({ landing, out });
    const before = await hashFolder(out);
    await landRecords(landing, makeDay("25", "2", 2));
    await runDatasets({ landing, out, date: "20261125" });
    const after = await hashFolder(out);
    const changed = Object.keys({ ...before, ...after }).filter((file) => before[file] !== after[file]);
    expect(
      changed.filter((file) => !file.includes("=20261125") && !file.includes("v2026052520261125")),
    ).toEqual([]);
    expect(Object.keys(before).filter((file) => file.includes("=20261124")).length).toBeGreaterThan(5);
    expect(
      await queryDatasets(
        out,
        "SELECT submission_date_s3 AS d, count(*) AS n FROM main_summary GROUP BY 1 ORDER BY 1",
      ),
    ).toEqual([
      { d: "20261124", n: "3" },
      { d: "20261125", n: "2" },
    ]);
  });

  it("takes a partition away that has no rows any more", async () => {
    const folder = await makeTemporaryFolder();
    const [landing, out] = [join(folder, "landing"), join(folder, "out")];
    await landRecords(landing, makeDay("24", "1", 2));
    await runDatasets({ landing, out });
    await landRecords(landing, [landedRecord({ ping: mainPingSample() })]);
    await runDatasets({ landing, out });
    expect(existsSync(join(out, "telemetry_mobile_event_parquet/v2/submission_date_s3=20261124"))).toBe(
      false,
    );
    expect(await queryDatasets(out, "SELECT count(*) AS n FROM telemetry_mobile_event_parquet")).toEqual([
      { n: "0" },
    ]);
  });
});

describe("a landing file", () => {
  it("that is cut in the middle gives every record before the cut", async () => {
    const folder = await makeTemporaryFolder();
    const [landing, out] = [join(folder, "landing"), join(folder, "out")];
    const records = makeDay("24", "1", 4);
    await landRecords(landing, records);
    const file = join(landing, "20261124", "20261124T000000-test-000000.pings");
    const before = 11;
    const bytes = records.slice(0, before).reduce((sum, record) => sum + writeRecord(record).length, 0);
    await truncate(file, bytes + 300);
    const { days } = await runDatasets({ landing, out });
    expect(days[0]?.decoded).toMatchObject({ records: before, torn: 1 });
  });
});

describe("a datasets run that is killed", () => {
  it("leaves the old day whole or the new one, whenever it is killed, and the next run is right", async () => {
    const folder = await makeTemporaryFolder();
    const [landing, out] = [join(folder, "landing"), join(folder, "out")];
    const staging = join(out, ".staging");
    await landRecords(landing, makeDay("24", "1", 20));
    await runDatasets({ landing, out });
    await landRecords(landing, makeDay("24", "2", 30));

    const reached = {
      "its work folder is there": async () =>
        (await readdir(staging)).some((name) => name.startsWith("run-")),
      "it decodes": async () =>
        (await readdir(staging, { recursive: true })).some((name) => name.endsWith(".ndjson")),
      "it writes datasets": async () =>
        (await readdir(staging, { recursive: true })).some((name) => /main_summary.*parquet$/.test(name)),
      "it has nearly all": async () =>
        (await readdir(staging, { recursive: true })).some((name) => /errors.*parquet$/.test(name)),
      "it swaps": async () => existsSync(join(staging, "commit.json")),
    };
    for (const [moment, isReached] of Object.entries(reached)) {
      const command = startCommand("datasets", "--landing", landing, "--out", out, "--date", "20261124");
      let ended = false;
      command.process.once("exit", () => {
        ended = true;
      });
      await waitFor(async () => ended || (await isReached().catch(() => false)), {
        what: moment,
        interval: 1,
      });
      command.process.kill("SIGKILL");
      await command.result;
      expect([describeDay("1", 20), describeDay("2", 30)], moment).toContainEqual(await identify(out));
    }

    const last = await runCommand("datasets", "--landing", landing, "--out", out, "--date", "20261124");
    expect(last.code, last.errors).toBe(0);
    expect(await identify(out)).toEqual(describeDay("2", 30));
    expect((await readdir(staging)).sort()).toEqual([]);
  }, 480_000);
});

describe("a datasets run on a disk that is full", () => {
  it("says so, leaves the old day as it was, and the next run with room is right", async ({ skip }) => {
    const out = await mountSmallDisk(8);
    if (out === undefined) return skip("this machine lets us mount no small file system");
    const landing = await makeTemporaryFolder();
    await landRecords(landing, makeDay("24", "1", 20));
    expect((await runCommand("datasets", "--landing", landing, "--out", out)).code).toBe(0);
    const before = await hashFolder(out);
    await landRecords(landing, makeDay("24", "2", 30));
    const filler = join(out, "filler");
    const { bavail, bsize } = await statfs(out);
    await writeFile(filler, Buffer.alloc(bavail * bsize - 40_000));
    const failed = await runCommand("datasets", "--landing", landing, "--out", out);
    expect(failed.code).not.toBe(0);
    expect(failed.errors).toMatch(/no space left/i);
    await rm(filler);
    expect(await hashFolder(out)).toEqual(before);
    expect(await identify(out)).toEqual(describeDay("1", 20));
    const last = await runCommand("datasets", "--landing", landing, "--out", out);
    expect(last.code, last.errors).toBe(0);
    expect(await identify(out)).toEqual(describeDay("2", 30));
    expect(await readdir(join(out, ".staging"))).toEqual([]);
  });
});

describe("hostile bodies", () => {
  it("become rows of errors, and memory stays bounded", async () => {
    const folder = await makeTemporaryFolder();
    const [landing, out] = [join(folder, "landing"), join(folder, "out")];
    const megabyte = 1024 * 1024;
    const nested = Buffer.from(`${"[".repeat(megabyte / 2)}${"]".repeat(megabyte / 2)}`);
    const nestedObject = Buffer.from(`${'{"a":'.repeat(megabyte / 6)}1${"}".repeat(megabyte / 6)}`);
    const deepExtra = JSON.stringify(mainPingSample()).replace(
      '{"engine":"ddg"}',
      `{"k":${nested.toString()}}`,
    );
    const bomb = gzipSync(Buffer.alloc(900 * megabyte, " "), { level: 9 });
    const bombs = Array.from({ length: 12 }, (_, n) => landedRecord({ documentId: id(n), ping: bomb }));
    await landRecords(landing, [
      ...bombs,
      landedRecord({ documentId: id(20), ping: nested }),
      landedRecord({ documentId: id(21), ping: nestedObject }),
      landedRecord({ documentId: id(22), ping: Buffer.from(deepExtra) }),
      landedRecord({ documentId: id(23), ping: Buffer.alloc(megabyte, 0xff) }),
      landedRecord({ documentId: id(24), ping: Buffer.alloc(megabyte, 0) }),
      landedRecord({ documentId: id(25), ping: gzipSync(Buffer.from(`[${"[1],".repeat(megabyte)}1]`)) }),
      landedRecord({ documentId: id(26), type: "'; DROP TABLE errors; --", ping: {} }),
      landedRecord({ documentId: id(27), type: "..", app: "..", ping: {} }),
    ]);
    const { code, errors, peakMemory } = await runCommand("datasets", "--landing", landing, "--out", out);
    expect(code, errors).toBe(0);
    const rows = await queryDatasets(
      out,
      "SELECT exception_class AS fault, count(*) AS n FROM errors GROUP BY 1 ORDER BY 1",
    );
    expect(rows).toEqual([
      { fault: "InvalidJson", n: "2" },
      { fault: "InvalidUtf8", n: "1" },
      { fault: "NotAnObject", n: "2" },
      { fault: "PayloadTooLarge", n: "12" },
      { fault: "SchemaValidation", n: "1" },
    ]);
    const kept = await queryDatasets(out, "SELECT document_type AS type FROM other_pings ORDER BY 1");
    expect(kept).toEqual([{ type: "'; DROP TABLE errors; --" }, { type: ".." }]);
    expect(peakMemory).toBeGreaterThan(0);
    expect(peakMemory / megabyte).toBeLessThan(1024);
  });
});
