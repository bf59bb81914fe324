import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Upload } from "./upload.ts";

const zip = promisify(gzip);

/** What stays of a body whose sender broke off. */
const CUT_SHARE = 0.6;

/** The body of an upload as it goes over the wire. */
export async function packUpload({ text, packing }: Upload): Promise<Buffer> {
  if (packing === "plain") return Buffer.from(text);
  const zipped = await zip(text);
  return packing === "cut-gzip" ? zipped.subarray(0, Math.ceil(zipped.length * CUT_SHARE)) : zipped;
}
