import type { Random } from "./random.ts";

type Histogram = Readonly<Record<string, unknown>>;

/** Names that real main pings carry; beyond them a number is added. */
const NAMES = [
  "GC_MS",
  "GC_MARK_MS",
  "GC_SLICE_MS",
  "CYCLE_COLLECTOR",
  "HTTP_PAGE_DNS_LOOKUP_TIME",
  "HTTP_PAGE_TLS_HANDSHAKE",
  "HTTP_PAGE_FIRST_SENT_TO_LAST_RECEIVED",
  "INPUT_EVENT_RESPONSE_MS",
  "MEMORY_RESIDENT_FAST",
  "MEMORY_TOTAL",
  "TIME_TO_FIRST_INTERACTION_MS",
  "FX_PAGE_LOAD_MS_2",
  "FX_TAB_SWITCH_TOTAL_E10S_MS",
  "SSL_HANDSHAKE_RESULT",
  "CERT_VALIDATION_SUCCESS_BY_CA",
  "PERCEIVED_LOAD_TIME",
] as const;

const BUCKETS = 20;
const EXPONENTIAL = 0;

/** One packed histogram: the form `values` has in pings, each bucket that was hit and a zero on either side. */
function fillHistogram(random: Random): Histogram {
  const first = random.int(1, 30);
  const values: Record<number, number> = { [first - 1]: 0 };
  let bucket = first;
  let sum = 0;
  for (let i = random.int(1, BUCKETS); i > 0; i -= 1) {
    const count = random.int(1, 400);
    values[bucket] = count;
    sum += bucket * count;
    bucket += random.int(1, 1 + Math.ceil(bucket / 2));
  }
  values[bucket] = 0;
  return { bucket_count: 100, histogram_type: EXPONENTIAL, sum, range: [1, 10_000], values };
}

function countOnce(sum: number): Histogram {
  return { bucket_count: 3, histogram_type: 4, sum, range: [1, 2], values: { 0: sum, 1: 0 } };
}

/** `count` histograms that tell nothing; they make a ping as large as a real one. */
export function fillHistograms(random: Random, count: number): Record<string, Histogram> {
  const names = Array.from({ length: count }, (_, i) => {
    const name = NAMES[i % NAMES.length] ?? "GC_MS";
    return i < NAMES.length ? name : `${name}_${Math.floor(i / NAMES.length)}`;
  });
  return Object.fromEntries(names.map((name) => [name, fillHistogram(random)]));
}

/** The keyed histograms that the datasets read. */
export function countSearches(random: Random, engine: string): Record<string, Record<string, Histogram>> {
  const searches = random.int(0, 12);
  if (searches === 0) return {};
  return { SEARCH_COUNTS: { [`${engine}.urlbar`]: countOnce(searches), [`${engine}.newtab`]: countOnce(1) } };
}
