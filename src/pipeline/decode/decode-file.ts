import { readLandingFile } from "../landing/read-landing.ts";
import { countRecord, type DecodeCounts, noCounts } from "./decode-counts.ts";
import { decodeRecord } from "./decode-record.ts";
import type { GeoLookup } from "./geo.ts";
import type { NdjsonPartWriter } from "./ndjson-part-writer.ts";

/** A landing file to decode. */
export interface DecodeTask {
  readonly path: string;
  /** Its place among the day's files, which are sorted by time. */
  readonly fileNumber: number;
  /** The submission date of its folder, `YYYYMMDD`. */
  readonly date: string;
  readonly bytes: number;
}

/** Room for the lines of one file in a row key; the key stays below 2^53. */
const LINES_PER_FILE = 2 ** 32;
const REPORT_EVERY = 500;
/** What a record has beside its body, roughly: enough for a progress bar. */
const ATTRIBUTE_BYTES = 600;

/**
 * Decodes a landing file into the writer's parts, a record at a time.
 * @param onProgress told the counts so far now and then; their bytes are an estimate until the end
 */
export async function decodeFile(
  { path, fileNumber, date, bytes }: DecodeTask,
  geo: GeoLookup,
  writer: NdjsonPartWriter,
  onProgress: (counts: DecodeCounts) => void,
): Promise<DecodeCounts> {
  const counts = noCounts();
  let line = 0;
  for await (const { record } of readLandingFile(path)) {
    line += 1;
    if (record === undefined) {
      counts.torn += 1;
      continue;
    }
    const lines = decodeRecord(record, date, fileNumber * LINES_PER_FILE + line, geo);
    for (const { table, line: text } of lines) writer.write(table, text);
    countRecord(counts, lines);
    counts.bytes += record.body.length + ATTRIBUTE_BYTES;
    if (counts.records % REPORT_EVERY === 0) onProgress(counts);
  }
  counts.bytes = bytes;
  return counts;
}
