export interface RowRange {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** Which rows of a list of equally high ones need to be there, with `overscan` more on either side. */
export function visibleRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  overscan: number,
): RowRange {
  const from = Math.floor(scrollTop / rowHeight) - overscan;
  const to = Math.ceil((scrollTop + height) / rowHeight) + overscan;
  const first = Math.min(Math.max(0, from), Math.max(0, count));
  return { first, end: Math.min(count, Math.max(first, to)) };
}
