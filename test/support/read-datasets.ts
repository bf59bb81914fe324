import { openDatasets } from "../../src/pipeline/datasets/open-datasets.ts";

/** The rows of a query over the datasets of an output folder; 64-bit numbers as text, maps as lists of entries. */
export async function queryDatasets(out: string, sql: string): Promise<Record<string, unknown>[]> {
  const { session, close } = await openDatasets(out);
  try {
    return await session.readRows(sql);
  } finally {
    await close();
  }
}
