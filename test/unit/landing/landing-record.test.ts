import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { beginLine, LineBuffer, measureLine } from "../../../src/pipeline/landing/landing-lines.ts";
import { nameLandingFile, submissionDateOf } from "../../../src/pipeline/landing/landing-names.ts";
import { landedBody, landingRecord } from "../../../src/pipeline/landing/landing-record.ts";

const attributes = {
  submission_timestamp: "2026-11-24T02:00:00.123456Z",
  uri: "/submit/telemetry/a",
  args: "v=4",
  protocol: "HTTP/1.1",
  method: "POST",
  remote_addr: "127.0.0.1",
  host: "edge.example",
};

function formatLine(sent: typeof attributes, body: Buffer): Buffer {
  const lines = new LineBuffer();
  lines.add(beginLine(sent, body));
  return lines.bytes;
}

it("lines stand one after another, in memory that is used again", () => {
  const lines = new LineBuffer();
  const large = Buffer.alloc(3_000_000);
  for (const body of [Buffer.from("a"), large, Buffer.from("b")]) lines.add(beginLine(attributes, body));
  const records = lines.bytes
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(records.map(({ body }) => Buffer.from(body, "base64").length)).toEqual([1, 3_000_000, 1]);
  lines.empty();
  lines.add(beginLine(attributes, Buffer.from("c")));
  expect(lines.bytes.equals(formatLine(attributes, Buffer.from("c")))).toBe(true);
});

it("a record is one line of JSON, whatever its attributes and body hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.uint8Array(), (text, bytes) => {
      const sent = { ...attributes, uri: text, user_agent: text };
      const line = formatLine(sent, Buffer.from(bytes));
      expect(measureLine(beginLine(sent, Buffer.from(bytes)))).toBe(line.length);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      const record = landingRecord.parse(JSON.parse(line.toString("utf8")));
      expect(record).toMatchObject(sent);
      expect(landedBody(record)).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 30 },
  );
});

it("a gzipped body stays as gzipped as it came", () => {
  const body = gzipSync("{}");
  const record = landingRecord.parse(JSON.parse(formatLine(attributes, body).toString()));
  expect(landedBody(record).equals(body)).toBe(true);
});

it("a file's name begins with its first record's time and ends with edge and counter", () => {
  expect(nameLandingFile("2026-11-24T02:00:00.123456Z", "edge-1", 7)).toBe(
    "20261124T020000.123456Z-edge-1-000007.ndjson",
  );
});

it("the submission date is the timestamp's own UTC date", () => {
  expect(submissionDateOf("2026-11-24T23:59:59.999999Z")).toBe("20261124");
});
