import type { LandingRecord } from "../../src/pipeline/landing/landing-record.ts";
import { readLanding, type TornRecord } from "../../src/pipeline/landing/read-landing.ts";

/** All records and all torn lines of a landing folder. */
export async function readWholeLanding(
  directory: string,
  date?: string,
): Promise<{ records: LandingRecord[]; torn: TornRecord[] }> {
  const records: LandingRecord[] = [];
  const torn: TornRecord[] = [];
  for await (const item of readLanding(directory, date === undefined ? {} : { date })) {
    if (item.torn) torn.push(item.torn);
    else records.push(item.record);
  }
  return { records, torn };
}
