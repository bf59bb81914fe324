/** At most this many marks in one text: more help nobody. */
const MAX_RANGES = 50;

/** Where a pattern (with the flag `g`) is found in a text, as pairs of units; empty finds are left out. */
export function findRanges(
  text: string,
  marker: RegExp | null,
): readonly (readonly [start: number, end: number])[] {
  if (marker === null) return [];
  const ranges: [number, number][] = [];
  for (const match of text.matchAll(marker)) {
    if (match[0] !== "") ranges.push([match.index, match.index + match[0].length]);
    if (ranges.length === MAX_RANGES) break;
  }
  return ranges;
}
