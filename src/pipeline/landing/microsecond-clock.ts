import { performance } from "node:perf_hooks";

/** The wall clock in whole ms, and a steady clock in ms with fractions. */
export interface Clocks {
  readonly wall: () => number;
  readonly steady: () => number;
}

/** The steady clock stands still while a machine sleeps, and does not see its wall clock being set. */
const MAX_DRIFT_MS = 20;

const systemClocks: Clocks = { wall: Date.now, steady: () => performance.timeOrigin + performance.now() };

/** A clock that tells UTC with microseconds: `2026-11-24T02:00:00.123456Z`. */
export function createMicrosecondClock({ wall, steady }: Clocks = systemClocks): () => string {
  let correction = 0;
  return () => {
    const now = wall();
    let fine = steady() + correction;
    if (Math.abs(now - fine) > MAX_DRIFT_MS) {
      correction += now - fine;
      fine = now;
    }
    return formatMicroseconds(fine);
  };
}

const SECOND = 1000;
let lastSecond = Number.NaN;
let lastSecondText = "";

/** @param time ms since 1970, with fractions */
export function formatMicroseconds(time: number): string {
  const second = Math.floor(time / SECOND);
  if (second !== lastSecond) {
    lastSecond = second;
    lastSecondText = new Date(second * SECOND).toISOString().slice(0, -4);
  }
  const micros = Math.floor((time - second * SECOND) * 1000);
  return `${lastSecondText}${String(micros).padStart(6, "0")}Z`;
}
