import { isJsonObject, type JsonObject, objectAt } from "./parse-json.ts";

/** A histogram as main pings carry it: `{sum, values: {"<bucket>": <count>}, …}`; anything else reads as absent. */
export type Histogram = JsonObject | undefined;

function countAt(histogram: Histogram, bucket: string): number {
  const values = objectAt(histogram, "values");
  const count = values !== undefined && Object.hasOwn(values, bucket) ? values[bucket] : 0;
  return Number.isSafeInteger(count) ? (count as number) : 0;
}

/** The sum, when it is a whole number. */
export function readSum(histogram: Histogram): number | undefined {
  const sum = histogram?.sum;
  return Number.isSafeInteger(sum) ? (sum as number) : undefined;
}

/** True when the bucket 1 was hit, false when only 0 was, undefined when neither. */
export function readBoolean(histogram: Histogram): boolean | undefined {
  if (countAt(histogram, "1") > 0) return true;
  return countAt(histogram, "0") > 0 ? false : undefined;
}

/** The highest bucket with a count: the enumerated value that was measured. */
export function readHighestBucket(histogram: Histogram): number | undefined {
  const values = objectAt(histogram, "values");
  if (values === undefined) return undefined;
  const hit = Object.keys(values).filter((bucket) => /^\d+$/.test(bucket) && countAt(histogram, bucket) > 0);
  return hit.length === 0 ? undefined : Math.max(...hit.map(Number));
}

/** The whole part of the mean: the sum over the number of measurements. Undefined without measurements. */
export function readMean(histogram: Histogram): number | undefined {
  const sum = readSum(histogram);
  if (sum === undefined || sum < 0) return undefined;
  if (sum === 0) return 0;
  const values = objectAt(histogram, "values") ?? {};
  const total = Object.keys(values).reduce((all, bucket) => all + countAt(histogram, bucket), 0);
  return total === 0 ? undefined : Math.trunc(sum / total);
}

/** Histogram `name`, or key `key` of the keyed histogram `name`. */
export function findHistogram(histograms: unknown, name: string, key?: string): Histogram {
  const found = objectAt(histograms, name);
  const histogram = key === undefined ? found : objectAt(found, key);
  return isJsonObject(histogram) ? histogram : undefined;
}
