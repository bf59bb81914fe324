import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { submissionDateOf } from "../../src/pipeline/landing/landing-names.ts";
import type { LandingRecord } from "../../src/pipeline/landing/landing-record.ts";
import { describeRecord, RecordBuffer } from "../../src/pipeline/landing/record-buffer.ts";

/** A record as it lies in a landing file. */
export function writeRecord({ body, ...attributes }: LandingRecord): Buffer {
  const buffer = new RecordBuffer();
  buffer.add(describeRecord(attributes, [body]));
  return buffer.bytes;
}

/** Lands records as an edge would have: a file a submission date, of this name. */
export async function landRecords(
  landing: string,
  records: readonly LandingRecord[],
  name = "20261124T000000-test-000000.pings",
): Promise<void> {
  const byDate = new Map<string, Buffer[]>();
  for (const record of records) {
    const date = submissionDateOf(record.submission_timestamp);
    byDate.set(date, [...(byDate.get(date) ?? []), writeRecord(record)]);
  }
  for (const [date, written] of byDate) {
    await mkdir(join(landing, date), { recursive: true });
    await writeFile(join(landing, date, name), Buffer.concat(written));
  }
}
