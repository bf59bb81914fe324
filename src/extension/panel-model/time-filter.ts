/** Which events by their wall-clock time: all, those of the last so many minutes, or those between two instants (ms since 1970; null: open). */
export type TimeFilter =
  | { readonly kind: "all" }
  | { readonly kind: "last"; readonly minutes: number }
  | { readonly kind: "range"; readonly from: number | null; readonly to: number | null };

export const ALL_TIMES: TimeFilter = { kind: "all" };

/** Whether the time passes; `now` in ms since 1970. A range ends with its last millisecond. */
export function isInTime(filter: TimeFilter, wallTime: number, now: number): boolean {
  switch (filter.kind) {
    case "all":
      return true;
    case "last":
      return wallTime >= now - filter.minutes * 60_000;
    case "range":
      return (
        (filter.from === null || wallTime >= filter.from) && (filter.to === null || wallTime <= filter.to)
      );
  }
}
