import { z } from "zod";
import type { ByteReader } from "./byte-reader.ts";
import { type LandingRecord, landingHead } from "./landing-record.ts";

/** A record; or why there is none, and whether the reader stands behind the whole of what should have been one. */
export type ReadRecord =
  | { readonly record: LandingRecord }
  | { readonly record?: never; readonly fault: string; readonly isSkipped: boolean };

/** Nineteen attributes of 1024 bytes, each of which JSON may write as six. */
const MAX_HEAD_BYTES = 256 * 1024;
const NEWLINE = 10;

const CUT_OFF = "the record has no end: its writer was cut off";

function damaged(fault: string): ReadRecord {
  return { fault, isSkipped: false };
}

function parseHead(line: Buffer): z.infer<typeof landingHead> | string {
  let value: unknown;
  try {
    value = JSON.parse(line.toString("utf8"));
  } catch (error) {
    return `the line is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const parsed = landingHead.safeParse(value);
  return parsed.success
    ? parsed.data
    : `the line is not the head of a record: ${z.prettifyError(parsed.error)}`;
}

/**
 * Reads the record at the reader's place. After a line that is no head the reader stands on the next line, and after a body
 * that does not end where its head says on the line after that head: reading on finds the next whole record.
 */
export async function readRecord(bytes: ByteReader, maxBodyBytes: number): Promise<ReadRecord> {
  const line = await bytes.takeLine(MAX_HEAD_BYTES);
  if (line === undefined) return damaged(CUT_OFF);
  const head = parseHead(line);
  if (typeof head === "string") return damaged(head);
  const { body_bytes: length, ...attributes } = head;
  if (length > maxBodyBytes) {
    await bytes.skip(length + 1);
    return { fault: `the body is longer than ${maxBodyBytes} bytes`, isSkipped: true };
  }
  if (!(await bytes.fill(length + 1))) {
    bytes.take(length);
    return damaged(CUT_OFF);
  }
  if (bytes.peek(length) !== NEWLINE) return damaged("the body does not end where its head says");
  const body = bytes.take(length);
  bytes.take(1);
  return { record: { ...attributes, body } };
}
