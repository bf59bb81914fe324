import { medianOf } from "./median.ts";

/** What was measured, and its floor as the mean of what that did before and after. */
export interface PairedTurn {
  readonly floor: number;
  readonly measured: number;
}

/**
 * Measures in turns, each held against the floor's on both sides of it: a shared machine is half as fast again from one minute
 * to the next.
 */
export async function takePairedTurns(
  count: number,
  measureFloor: () => Promise<number>,
  measure: () => Promise<number>,
): Promise<PairedTurn[]> {
  const turns: PairedTurn[] = [];
  let before = await measureFloor();
  for (let turn = 0; turn < count; turn += 1) {
    const measured = await measure();
    const after = await measureFloor();
    turns.push({ floor: (before + after) / 2, measured });
    before = after;
  }
  return turns;
}

/** The medians of the floor, of what was measured, and of their ratio turn by turn. */
export function summarizeTurns(turns: readonly PairedTurn[]): PairedTurn & { readonly ratio: number } {
  return {
    floor: medianOf(turns.map(({ floor }) => floor)),
    measured: medianOf(turns.map(({ measured }) => measured)),
    ratio: medianOf(turns.map(({ floor, measured }) => measured / floor)),
  };
}
