import type { EventRow } from "./event-fields.ts";

export interface TimelineBin {
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** Events by series, in the order of `Timeline.series`. */
  readonly counts: readonly number[];
}

export interface Timeline {
  /** The most frequent values; the rest is in the last, null. */
  readonly series: readonly (string | null)[];
  readonly bins: readonly TimelineBin[];
  /** The highest sum of a bin. */
  readonly peak: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Widths a person can name. */
const WIDTHS = [
  SECOND / 10,
  SECOND / 2,
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  24 * HOUR,
];

/** Counts events over time in at most `maxBins` bins of a round width, by the `maxSeries` most frequent values and the rest. */
export function binEvents(
  rows: readonly EventRow[],
  seriesOf: (row: EventRow) => string,
  maxBins: number,
  maxSeries: number,
): Timeline {
  if (rows.length === 0) return { series: [], bins: [], peak: 0 };
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { wallTime } of rows) {
    first = Math.min(first, wallTime);
    last = Math.max(last, wallTime);
  }
  const width = chooseWidth(last - first, maxBins);
  const start = Math.floor(first / width) * width;
  const series = chooseSeries(rows, seriesOf, maxSeries);
  const places = new Map(series.map((value, place) => [value, place]));
  const rest = series.length - 1;
  const counts = Array.from({ length: Math.floor((last - start) / width) + 1 }, () =>
    new Array<number>(series.length).fill(0),
  );
  for (const row of rows) {
    const bin = counts[Math.floor((row.wallTime - start) / width)];
    const place = places.get(seriesOf(row)) ?? rest;
    if (bin) bin[place] = (bin[place] ?? 0) + 1;
  }
  const bins = counts.map((own, at) => ({
    from: start + at * width,
    to: start + (at + 1) * width,
    counts: own,
  }));
  return { series, bins, peak: Math.max(...bins.map(sumOf)) };
}

export function sumOf({ counts }: TimelineBin): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function chooseWidth(span: number, maxBins: number): number {
  const day = WIDTHS.at(-1) ?? 1;
  // One bin more than fits, since the first begins at a round time before the first event.
  return WIDTHS.find((width) => span / width < maxBins - 1) ?? Math.ceil(span / (maxBins - 1) / day) * day;
}

function chooseSeries(
  rows: readonly EventRow[],
  seriesOf: (row: EventRow) => string,
  maxSeries: number,
): readonly (string | null)[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(seriesOf(row), (counts.get(seriesOf(row)) ?? 0) + 1);
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  return byCount.length <= maxSeries ? byCount : [...byCount.slice(0, maxSeries), null];
}
