import { appendFile, mkdir, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLanding } from "../../../src/pipeline/landing/read-landing.ts";
import { describeRecord, RecordBuffer } from "../../../src/pipeline/landing/record-buffer.ts";
import { readWholeLanding } from "../../support/landing.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

function makeRecord(uri: string, body = "body"): Buffer {
  const attributes = {
    submission_timestamp: "2026-11-24T02:00:00.123456Z",
    uri,
    args: "",
    protocol: "HTTP/1.1",
    method: "POST",
    remote_addr: "127.0.0.1",
    host: "edge.example",
  };
  const records = new RecordBuffer();
  records.add(describeRecord(attributes, [Buffer.from(body)]));
  return records.bytes;
}

async function writeLanding(files: Record<string, (Buffer | string)[]>): Promise<string> {
  const landing = await makeTemporaryFolder();
  for (const [name, lines] of Object.entries(files)) {
    const path = join(landing, name);
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, Buffer.concat(lines.map((line) => Buffer.from(line))));
  }
  return landing;
}

it("files are read by date and time, closed ones and open ones", async () => {
  const landing = await writeLanding({
    "20261125/20261125T000000.000001Z-a-000001.pings.open": [makeRecord("/4")],
    "20261124/20261124T020000.000001Z-b-000001.pings": [makeRecord("/3")],
    "20261124/20261124T010000.000001Z-a-000001.pings": [makeRecord("/1"), makeRecord("/2")],
  });
  const { records, torn } = await readWholeLanding(landing);
  expect(records.map(({ uri }) => uri)).toEqual(["/1", "/2", "/3", "/4"]);
  expect(torn).toEqual([]);
});

it("one date may be asked for alone", async () => {
  const landing = await writeLanding({
    "20261124/a.pings": [makeRecord("/1")],
    "20261125/a.pings": [makeRecord("/2")],
  });
  expect((await readWholeLanding(landing, "20261125")).records).toMatchObject([{ uri: "/2" }]);
  expect((await readWholeLanding(landing, "20261126")).records).toEqual([]);
});

it("a date in another form is refused with the form it should have", async () => {
  const landing = await makeTemporaryFolder();
  await expect(readWholeLanding(landing, "2026-11-24")).rejects.toThrow(/YYYYMMDD.*"2026-11-24"/);
});

it("files of others in the folder are left alone", async () => {
  const landing = await writeLanding({
    "20261124/a.pings": [makeRecord("/1")],
    "20261124/notes.txt": ["not ours"],
    "tmp/a.pings": ["not ours"],
    README: ["not ours"],
  });
  const { records, torn } = await readWholeLanding(landing);
  expect([records.length, torn.length]).toEqual([1, 0]);
});

it("a file cut anywhere in its last record gives every record before, and tells what was cut", async () => {
  const [first, second, last] = [makeRecord("/1"), makeRecord("/2"), makeRecord("/3")];
  const whole = first.length + second.length;
  for (let cut = 0; cut <= last.length; cut += 1) {
    const landing = await writeLanding({ "20261124/a.pings.open": [first, second, last] });
    const file = join(landing, "20261124/a.pings.open");
    await truncate(file, whole + cut);
    const { records, torn } = await readWholeLanding(landing);
    const complete = cut === last.length ? 3 : 2;
    expect(records.map(({ uri }) => uri)).toEqual(["/1", "/2", "/3"].slice(0, complete));
    const expected =
      cut === 0 || complete === 3
        ? []
        : [{ file, offset: whole, reason: expect.stringContaining("cut off") }];
    expect(torn).toEqual(expected);
  }
});

const broken = makeRecord("/broken", "x".repeat(100)).subarray(0, -40);

it.each([
  ["zeros", "\0".repeat(4096), "not JSON"],
  ["zeros and a line's end", "\0\0\0\n", "not JSON"],
  ["JSON that is no head", '{"uri":5}\n"text"\n', "not the head of a record"],
  [
    "a body that misses bytes",
    Buffer.concat([broken, makeRecord("/swallowed", "y".repeat(10))]),
    "does not end",
  ],
  ["binary lines", Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)), "not JSON"],
])("%s in the middle cost what they are, told once, and nothing after it", async (_what, damage, reason) => {
  const landing = await writeLanding({
    "20261124/a.pings": [makeRecord("/1"), damage, "\n", makeRecord("/2"), makeRecord("/3")],
  });
  const { records, torn } = await readWholeLanding(landing);
  expect(records.map(({ uri }) => uri)).toEqual(["/1", "/2", "/3"]);
  expect(torn).toMatchObject([{ offset: makeRecord("/1").length, reason: expect.stringContaining(reason) }]);
});

it("blanks between records and at a file's end are no damage, wherever they are cut off", async () => {
  const blanks = `${" ".repeat(4000)}\n`;
  for (const end of [blanks, " ", "\n", " ".repeat(3_000_000)]) {
    const landing = await writeLanding({
      "20261124/a.pings": [blanks, makeRecord("/1"), blanks, "\n\n", makeRecord("/2"), end],
    });
    const { records, torn } = await readWholeLanding(landing);
    expect(records.map(({ uri }) => uri)).toEqual(["/1", "/2"]);
    expect(torn).toEqual([]);
  }
});

it("a body that holds what looks like a record is a body", async () => {
  const forged = makeRecord("/forged");
  const landing = await writeLanding({
    "20261124/a.pings": [makeRecord("/1", `\n${forged}`), makeRecord("/2")],
    "20261124/b.pings.open": [makeRecord("/cut", `\n${forged}${"x".repeat(100)}`).subarray(0, -50)],
  });
  const { records, torn } = await readWholeLanding(landing);
  expect(records.map(({ uri }) => uri)).toEqual(["/1", "/2"]);
  expect(torn.length).toBe(1);
});

it("a body over the limit is skipped, and what follows is read", async () => {
  const landing = await writeLanding({
    "20261124/a.pings": [makeRecord("/1"), makeRecord("/2", "x".repeat(3_000_000)), makeRecord("/3")],
  });
  const uris: (string | undefined)[] = [];
  for await (const { record, torn } of readLanding(landing, { maxBodyBytes: 1_000_000 })) {
    uris.push(record?.uri ?? torn?.reason);
  }
  expect(uris).toEqual(["/1", "the body is longer than 1000000 bytes", "/3"]);
});

it("bodies longer than a chunk are put together", async () => {
  const body = "x".repeat(3_000_000);
  const landing = await writeLanding({ "20261124/a.pings": [makeRecord("/1", body), makeRecord("/2")] });
  const { records } = await readWholeLanding(landing);
  expect(records.map((record) => record.body.toString())).toEqual([body, "body"]);
});

it("a file that its edge closes while the folder is read is read under its new name", async () => {
  const landing = await writeLanding({
    "20261124/a.pings": [makeRecord("/1")],
    "20261124/b.pings.open": [makeRecord("/2")],
  });
  const uris: (string | undefined)[] = [];
  for await (const { record } of readLanding(landing)) {
    uris.push(record?.uri);
    if (record?.uri === "/1") {
      await appendFile(join(landing, "20261124/b.pings.open"), makeRecord("/3"));
      await rename(join(landing, "20261124/b.pings.open"), join(landing, "20261124/b.pings"));
    }
  }
  expect(uris).toEqual(["/1", "/2", "/3"]);
});
