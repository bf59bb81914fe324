import { gunzipSync } from "node:zlib";

/** A decompressed payload may have 8 MiB; exactly 8 MiB passes. */
export const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024;

const MIN_CHUNK_BYTES = 1024;
const MAX_CHUNK_BYTES = 1024 * 1024;

export type Decompressed =
  | { readonly kind: "bytes"; readonly bytes: Buffer; readonly wasGzip: boolean }
  | { readonly kind: "too-large" };

function looksLikeGzip(body: Buffer): boolean {
  return body.length > 2 && body[0] === 0x1f && body[1] === 0x8b;
}

/**
 * The size of zlib's output buffer: what the gzip trailer says will come, within bounds, so that a ping is neither copied
 * together out of many buffers nor given a large one in vain. A lying trailer costs time only.
 */
function chooseChunkBytes(body: Buffer): number {
  const promised = body.length < 18 ? 0 : body.readUInt32LE(body.length - 4);
  return Math.min(MAX_CHUNK_BYTES, Math.max(MIN_CHUNK_BYTES, promised + 1));
}

/**
 * Gunzips a body whatever its headers said, and passes it through when it is no gzip. Stops inflating past
 * {@link MAX_PAYLOAD_BYTES}, so a bomb costs no more memory than the largest allowed ping.
 */
export function decompress(body: Buffer): Decompressed {
  if (looksLikeGzip(body)) {
    try {
      const options = { maxOutputLength: MAX_PAYLOAD_BYTES, chunkSize: chooseChunkBytes(body) };
      return { kind: "bytes", bytes: gunzipSync(body, options), wasGzip: true };
    } catch (error) {
      if (error instanceof RangeError) return { kind: "too-large" };
      // Not gzip after all: the payload parser says what it is.
    }
  }
  return body.length > MAX_PAYLOAD_BYTES
    ? { kind: "too-large" }
    : { kind: "bytes", bytes: body, wasGzip: false };
}
