import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { submissionDateOf } from "../../src/pipeline/landing/landing-names.ts";
import type { LandingRecord } from "../../src/pipeline/landing/landing-record.ts";

/** Lands records as an edge would have: a file a submission date, of this name, a line a record. */
export async function landRecords(
  landing: string,
  records: readonly LandingRecord[],
  name = "20261124T000000-test-000000.ndjson",
): Promise<void> {
  const byDate = new Map<string, string[]>();
  for (const record of records) {
    const date = submissionDateOf(record.submission_timestamp);
    byDate.set(date, [...(byDate.get(date) ?? []), `${JSON.stringify(record)}\n`]);
  }
  for (const [date, lines] of byDate) {
    await mkdir(join(landing, date), { recursive: true });
    await writeFile(join(landing, date, name), lines.join(""));
  }
}
