import fc from "fast-check";
import { expect, it } from "vitest";
import { BLOCK_BYTES } from "../../../src/pipeline/landing/aligned-memory.ts";
import { nameLandingFile, submissionDateOf } from "../../../src/pipeline/landing/landing-names.ts";
import { landingHead } from "../../../src/pipeline/landing/landing-record.ts";
import { describeRecord, RecordBuffer } from "../../../src/pipeline/landing/record-buffer.ts";

const attributes = {
  submission_timestamp: "2026-11-24T02:00:00.123456Z",
  uri: "/submit/telemetry/a",
  args: "v=4",
  protocol: "HTTP/1.1",
  method: "POST",
  remote_addr: "127.0.0.1",
  host: "edge.example",
};

function formatRecord(sent: typeof attributes, body: Buffer): Buffer {
  const records = new RecordBuffer();
  records.add(describeRecord(sent, [body]));
  return records.bytes;
}

it("records stand one after another, in memory that is used again", () => {
  const records = new RecordBuffer();
  const bodies = [Buffer.from("a"), Buffer.alloc(3_000_000, 1), Buffer.from("b")];
  for (const body of bodies) records.add(describeRecord(attributes, [body]));
  const apart = bodies.map((body) => formatRecord(attributes, body));
  expect(records.bytes.equals(Buffer.concat(apart))).toBe(true);
  records.empty();
  records.add(describeRecord(attributes, [Buffer.from("c")]));
  expect(records.bytes.equals(formatRecord(attributes, Buffer.from("c")))).toBe(true);
});

it("a record is a line of JSON and its body byte for byte, whatever they hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.uint8Array(), (text, bytes) => {
      const sent = { ...attributes, uri: text, user_agent: text };
      const body = Buffer.from(bytes);
      const record = formatRecord(sent, body);
      const end = record.indexOf("\n");
      const head = landingHead.parse(JSON.parse(record.toString("utf8", 0, end)));
      expect(head).toEqual({ ...sent, body_bytes: body.length });
      expect(record.subarray(end + 1)).toEqual(Buffer.concat([body, Buffer.from("\n")]));
    }),
    { numRuns: 30 },
  );
});

it("a batch is filled up to whole blocks with a blank line", () => {
  for (let length = 3 * BLOCK_BYTES - 2; length <= 3 * BLOCK_BYTES + 1; length += 1) {
    const records = new RecordBuffer();
    const head = formatRecord(attributes, Buffer.alloc(10_000)).length - 10_000;
    records.add(describeRecord(attributes, [Buffer.alloc(length - head)]));
    expect(records.length).toBe(length);
    records.pad();
    expect(records.length % BLOCK_BYTES).toBe(0);
    expect(records.bytes.toString("latin1", length)).toMatch(/^(?: *\n)?$/);
  }
});

it("a file's name begins with its first record's time and ends with edge and counter", () => {
  expect(nameLandingFile("2026-11-24T02:00:00.123456Z", "edge-1", 7)).toBe(
    "20261124T020000.123456Z-edge-1-000007.pings",
  );
});

it("the submission date is the timestamp's own UTC date", () => {
  expect(submissionDateOf("2026-11-24T23:59:59.999999Z")).toBe("20261124");
});
