import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { submissionDateOf } from "../../src/pipeline/landing/landing-names.ts";
import { formatLandingLine, type LandingRecord } from "../../src/pipeline/landing/landing-record.ts";

/** Lands records as an edge would have: a file a submission date, of this name. */
export async function landRecords(
  landing: string,
  records: readonly LandingRecord[],
  name = "20261124T000000-test-000000.ndjson",
): Promise<void> {
  const byDate = new Map<string, Buffer[]>();
  for (const { body, ...attributes } of records) {
    const date = submissionDateOf(attributes.submission_timestamp);
    const line = formatLandingLine(attributes, Buffer.from(body, "base64"));
    byDate.set(date, [...(byDate.get(date) ?? []), line]);
  }
  for (const [date, lines] of byDate) {
    await mkdir(join(landing, date), { recursive: true });
    await writeFile(join(landing, date, name), Buffer.concat(lines));
  }
}
