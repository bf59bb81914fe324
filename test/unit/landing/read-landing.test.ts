import { appendFile, mkdir, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { beginLine, LineBuffer } from "../../../src/pipeline/landing/landing-lines.ts";
import { readLanding } from "../../../src/pipeline/landing/read-landing.ts";
import { readWholeLanding } from "../../support/landing.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

function makeLine(uri: string, body = "body"): Buffer {
  const attributes = {
    submission_timestamp: "2026-11-24T02:00:00.123456Z",
    uri,
    args: "",
    protocol: "HTTP/1.1",
    method: "POST",
    remote_addr: "127.0.0.1",
    host: "edge.example",
  };
  const lines = new LineBuffer();
  lines.add(beginLine(attributes, Buffer.from(body)));
  return lines.bytes;
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
    "20261125/20261125T000000.000001Z-a-000001.ndjson.open": [makeLine("/4")],
    "20261124/20261124T020000.000001Z-b-000001.ndjson": [makeLine("/3")],
    "20261124/20261124T010000.000001Z-a-000001.ndjson": [makeLine("/1"), makeLine("/2")],
  });
  const { records, torn } = await readWholeLanding(landing);
  expect(records.map(({ uri }) => uri)).toEqual(["/1", "/2", "/3", "/4"]);
  expect(torn).toEqual([]);
});

it("one date may be asked for alone", async () => {
  const landing = await writeLanding({
    "20261124/a.ndjson": [makeLine("/1")],
    "20261125/a.ndjson": [makeLine("/2")],
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
    "20261124/a.ndjson": [makeLine("/1")],
    "20261124/notes.txt": ["not ours"],
    "tmp/a.ndjson": ["not ours"],
    README: ["not ours"],
  });
  const { records, torn } = await readWholeLanding(landing);
  expect([records.length, torn.length]).toEqual([1, 0]);
});

it("a file cut anywhere in its last record gives every record before, and tells what was cut", async () => {
  const [first, second, last] = [makeLine("/1"), makeLine("/2"), makeLine("/3")];
  const whole = first.length + second.length;
  for (let cut = 0; cut <= last.length; cut += 1) {
    const landing = await writeLanding({ "20261124/a.ndjson.open": [first, second, last] });
    const file = join(landing, "20261124/a.ndjson.open");
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

it("a damaged line in the middle costs itself and nothing after it", async () => {
  const landing = await writeLanding({
    "20261124/a.ndjson": [makeLine("/1"), "\0\0\0\n", '{"uri":5}\n', '"text"\n', makeLine("/2")],
  });
  const { records, torn } = await readWholeLanding(landing);
  expect(records.map(({ uri }) => uri)).toEqual(["/1", "/2"]);
  const from = makeLine("/1").length;
  expect(torn.map(({ offset }) => offset)).toEqual([from, from + 4, from + 14]);
  expect(torn.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("not JSON"),
    expect.stringContaining("not a landing record"),
    expect.stringContaining("not a landing record"),
  ]);
});

it("a line over the limit is skipped, and what follows is read", async () => {
  const landing = await writeLanding({
    "20261124/a.ndjson": [makeLine("/1"), makeLine("/2", "x".repeat(3_000_000)), makeLine("/3")],
  });
  const uris: (string | undefined)[] = [];
  for await (const { record, torn } of readLanding(landing, { maxLineBytes: 1_000_000 })) {
    uris.push(record?.uri ?? torn?.reason);
  }
  expect(uris).toEqual(["/1", "the line is longer than 1000000 bytes", "/3"]);
});

it("lines longer than a chunk are put together", async () => {
  const body = "x".repeat(3_000_000);
  const landing = await writeLanding({ "20261124/a.ndjson": [makeLine("/1", body), makeLine("/2")] });
  const { records } = await readWholeLanding(landing);
  expect(records.map((record) => Buffer.from(record.body, "base64").length)).toEqual([3_000_000, 4]);
});

it("a file that its edge closes while the folder is read is read under its new name", async () => {
  const landing = await writeLanding({
    "20261124/a.ndjson": [makeLine("/1")],
    "20261124/b.ndjson.open": [makeLine("/2")],
  });
  const uris: (string | undefined)[] = [];
  for await (const { record } of readLanding(landing)) {
    uris.push(record?.uri);
    if (record?.uri === "/1") {
      await appendFile(join(landing, "20261124/b.ndjson.open"), makeLine("/3"));
      await rename(join(landing, "20261124/b.ndjson.open"), join(landing, "20261124/b.ndjson"));
    }
  }
  expect(uris).toEqual(["/1", "/2", "/3"]);
});
