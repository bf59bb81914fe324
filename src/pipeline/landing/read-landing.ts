import { createReadStream } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CLOSED_SUFFIX, isLandingFile, isSubmissionDate, OPEN_SUFFIX } from "./landing-names.ts";
import { type LandingRecord, landingRecord } from "./landing-record.ts";
import { type Line, readLines } from "./read-lines.ts";

/** A line that is no record: cut off by a kill or damaged later. It was never acknowledged as it stands. */
export interface TornLine {
  readonly file: string;
  /** Bytes from the file's beginning. */
  readonly offset: number;
  readonly reason: string;
}

export type LandingItem =
  | { readonly record: LandingRecord; readonly torn?: never }
  | { readonly torn: TornLine; readonly record?: never };

export interface ReadLandingOptions {
  /** Only this submission date, `YYYYMMDD`; all dates when left out. */
  readonly date?: string;
  /** A longer line is torn; 64 MiB when left out. Also about the memory the reader takes. */
  readonly maxLineBytes?: number;
}

const MAX_LINE_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/**
 * The records of a landing folder, date by date and file by file, one in memory at a time. Also reads the files that
 * edges still write or left behind when they were killed.
 * @throws Error for a date that is not `YYYYMMDD`, and the system's error for a folder or file that cannot be read
 */
export async function* readLanding(
  directory: string,
  { date, maxLineBytes = MAX_LINE_BYTES }: ReadLandingOptions = {},
): AsyncGenerator<LandingItem> {
  for (const path of await listLandingFiles(directory, date)) {
    yield* readLandingFile(path, maxLineBytes);
  }
}

/**
 * The landing files of a folder, sorted by date and time.
 * @throws as {@link readLanding}
 */
export async function listLandingFiles(directory: string, date?: string): Promise<string[]> {
  if (date !== undefined && !isSubmissionDate(date)) {
    throw new Error(`a submission date is written YYYYMMDD, got ${JSON.stringify(date)}`);
  }
  const found = (await readdir(directory)).filter(isSubmissionDate).sort();
  const dates = date === undefined ? found : found.filter((name) => name === date);
  const files: string[] = [];
  for (const name of dates) {
    const folder = join(directory, name);
    const names = (await readdir(folder)).filter(isLandingFile).sort();
    files.push(...names.map((file) => join(folder, file)));
  }
  return files;
}

/** The records of one landing file. */
export async function* readLandingFile(
  path: string,
  maxLineBytes = MAX_LINE_BYTES,
): AsyncGenerator<LandingItem> {
  const file = await openLandingFile(path);
  const source = createReadStream(path, { fd: file, highWaterMark: CHUNK_BYTES });
  for await (const line of readLines(source, maxLineBytes)) {
    yield parseLine(path, line, maxLineBytes);
  }
}

/** An edge may close its file, and so rename it, between our look at the folder and this. */
async function openLandingFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    const closed = path.slice(0, -OPEN_SUFFIX.length);
    if (isMissing(error) && path.endsWith(OPEN_SUFFIX) && closed.endsWith(CLOSED_SUFFIX)) {
      return open(closed, "r");
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function parseLine(file: string, { offset, bytes, whole }: Line, maxLineBytes: number): LandingItem {
  const tear = (reason: string): LandingItem => ({ torn: { file, offset, reason } });
  if (bytes === undefined) return tear(`the line is longer than ${maxLineBytes} bytes`);
  if (!whole) return tear("the line has no end: its writer was cut off");
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    return tear(`the line is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = landingRecord.safeParse(value);
  if (parsed.success) return { record: parsed.data };
  return tear(`the line is not a landing record: ${z.prettifyError(parsed.error)}`);
}
