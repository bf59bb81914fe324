import { createReadStream } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ByteReader } from "./byte-reader.ts";
import { CLOSED_SUFFIX, isLandingFile, isSubmissionDate, OPEN_SUFFIX } from "./landing-names.ts";
import type { LandingRecord } from "./landing-record.ts";
import { readRecord } from "./read-record.ts";

/** A stretch of a file that is no record: cut off by a kill, and so never acknowledged, or damaged later. */
export interface TornRecord {
  readonly file: string;
  /** Bytes from the file's beginning. */
  readonly offset: number;
  readonly reason: string;
}

export type LandingItem =
  | { readonly record: LandingRecord; readonly torn?: never }
  | { readonly torn: TornRecord; readonly record?: never };

export interface ReadLandingOptions {
  /** Only this submission date, `YYYYMMDD`; all dates when left out. */
  readonly date?: string;
  /** A record with a longer body is torn; 64 MiB when left out. Also about the memory the reader takes. */
  readonly maxBodyBytes?: number;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/**
 * The records of a landing folder, date by date and file by file, one in memory at a time. Also reads the files that
 * edges still write or left behind when they were killed.
 * @throws Error for a date that is not `YYYYMMDD`, and the system's error for a folder or file that cannot be read
 */
export async function* readLanding(
  directory: string,
  { date, maxBodyBytes = MAX_BODY_BYTES }: ReadLandingOptions = {},
): AsyncGenerator<LandingItem> {
  for (const path of await listLandingFiles(directory, date)) {
    yield* readLandingFile(path, maxBodyBytes);
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

/** The records of one landing file. What is damaged is told once, up to the next whole record. */
export async function* readLandingFile(
  path: string,
  maxBodyBytes = MAX_BODY_BYTES,
): AsyncGenerator<LandingItem> {
  const file = await openLandingFile(path);
  const bytes = new ByteReader(createReadStream(path, { fd: file, highWaterMark: CHUNK_BYTES }));
  let inOrder = true;
  // A file of whole blocks has blanks between records, and where it was cut off in them nothing was lost.
  while (await bytes.skipBlanks()) {
    const { offset } = bytes;
    const read = await readRecord(bytes, maxBodyBytes);
    if (read.record !== undefined) yield { record: read.record };
    else if (inOrder) yield { torn: { file: path, offset, reason: read.fault } };
    inOrder = read.record !== undefined || read.isSkipped;
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
