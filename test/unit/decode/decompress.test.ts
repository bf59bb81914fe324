import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decompress, MAX_PAYLOAD_BYTES } from "../../../src/pipeline/decode/decompress.ts";

const ping = Buffer.from('{"a":"ping"}');

describe("decompressing a body", () => {
  it("gunzips what is gzip, whatever the headers said", () => {
    expect(decompress(gzipSync(ping))).toEqual({ kind: "bytes", bytes: ping, wasGzip: true });
  });

  it.each([
    ["plain JSON", ping],
    ["nothing", Buffer.alloc(0)],
    ["a gzip's beginning and then something else", Buffer.from([0x1f, 0x8b, 1, 2, 3])],
    ["a gzip that was cut off", gzipSync(ping).subarray(0, 20)],
  ])("passes %s through", (_, body) => {
    expect(decompress(body)).toEqual({ kind: "bytes", bytes: body, wasGzip: false });
  });

  it.each([
    [MAX_PAYLOAD_BYTES - 1, "bytes"],
    [MAX_PAYLOAD_BYTES, "bytes"],
    [MAX_PAYLOAD_BYTES + 1, "too-large"],
    [64 * MAX_PAYLOAD_BYTES, "too-large"],
  ])("of %d bytes decompressed gives %s", (size, kind) => {
    const body = gzipSync(Buffer.alloc(size, " "));
    expect(decompress(body).kind).toBe(kind);
  });

  it.each([
    [MAX_PAYLOAD_BYTES, "bytes"],
    [MAX_PAYLOAD_BYTES + 1, "too-large"],
  ])("of %d bytes that are not gzip gives %s", (size, kind) => {
    expect(decompress(Buffer.alloc(size, " ")).kind).toBe(kind);
  });

  it("does not trust the size a gzip claims for itself", () => {
    const body = gzipSync(ping);
    for (const claim of [0, 1, 2 ** 32 - 1]) {
      body.writeUInt32LE(claim, body.length - 4);
      // A wrong size makes the gzip invalid; what counts is that no such amount is asked of the memory.
      expect(decompress(body)).toEqual({ kind: "bytes", bytes: body, wasGzip: false });
    }
  });
});
