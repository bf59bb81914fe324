import { findHistogram, readSum } from "./histogram.ts";
import type { JsonObject } from "./parse-json.ts";

export interface SearchCount {
  readonly engine: string | null;
  readonly source: string | null;
  readonly count: number | null;
}

/**
 * Splits the keys of the keyed histogram SEARCH_COUNTS, `<engine>.<source>`, at the last dot; a key without one keeps
 * its count only. Firefox 61.0.2 wrote `in-content.` for `in-content:` (bug 1481671).
 */
export function readSearchCounts(searchCounts: JsonObject): SearchCount[] {
  return Object.keys(searchCounts).map((key) => {
    const split = /^(.+)\.(.+)$/s.exec(key.replace("in-content.", "in-content:"));
    const count = readSum(findHistogram(searchCounts, key)) ?? null;
    return { engine: split?.[1] ?? null, source: split?.[2] ?? null, count };
  });
}
