/** One measured number, and the bound it has to keep, if there is one. */
export interface BenchRow {
  /** What was measured, as a person would say it. */
  readonly what: string;
  readonly measured: number;
  /** `µs`, `×`, `events/s`, … */
  readonly unit: string;
  readonly bound?: { readonly kind: "at most" | "at least"; readonly limit: number };
}

/** What a `bench/*.bench.ts` file's `run` resolves with. */
export interface BenchReport {
  readonly title: string;
  readonly rows: readonly BenchRow[];
}

export function keepsBound({ measured, bound }: BenchRow): boolean {
  if (!bound) return true;
  return bound.kind === "at most" ? measured <= bound.limit : measured >= bound.limit;
}
