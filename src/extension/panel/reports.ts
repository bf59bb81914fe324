import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type CallersState, telemetryCallers } from "../callers-api.ts";
import {
  type CountsReport,
  type EventLimits,
  type Health,
  type RegistryReport,
  type Totals,
  telemetryInspector,
} from "../inspector-api.ts";
import { failed, succeeded } from "./failure.ts";

/** How often a view that is open asks again. */
const REFRESH_MS = 1_000;

export const health = signal<Health | null>(null);
export const callers = signal<CallersState | null>(null);
export const limits = signal<EventLimits | null>(null);
export const registry = signal<RegistryReport | null>(null);
export const counts = signal<CountsReport | null>(null);
export const totals = signal<Totals>({ pending: 0, refused: 0, unseen: 0, seenId: 0, lost: 0 });
/** ms since 1970, for countdowns and ages. */
export const now = signal(Date.now());

/** Shows a new answer only where it differs from the last, so that nothing is drawn again for nothing. */
async function refresh<T>(into: Signal<T>, ask: () => Promise<T>): Promise<void> {
  const answer = await ask();
  if (JSON.stringify(answer) !== JSON.stringify(into.peek())) into.value = answer;
}

export async function refreshHealth(): Promise<void> {
  await refresh<Health | null>(health, () => telemetryInspector.health());
  await refresh<CallersState | null>(callers, () => telemetryCallers.state());
  limits.value = health.peek()?.limits ?? null;
}

export function refreshRegistry(): Promise<void> {
  return refresh<RegistryReport | null>(registry, () => telemetryInspector.registry());
}

export function refreshCounts(): Promise<void> {
  return refresh<CountsReport | null>(counts, () => telemetryInspector.counts());
}

/** Calls `ask` now and every second while the component is on the page; one call at a time. */
export function useRefresh(ask: () => Promise<void>): void {
  useEffect(() => {
    let asking = false;
    const run = async (): Promise<void> => {
      if (asking || document.hidden) return;
      asking = true;
      try {
        await ask();
        succeeded("reports");
      } catch (error) {
        failed("reports", error);
      } finally {
        asking = false;
      }
    };
    void run();
    const timer = setInterval(() => void run(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [ask]);
}

/** The totals come by themselves; the clock ticks. */
export function startReports(): void {
  telemetryInspector.onTotals.addListener((next) => {
    totals.value = next;
  });
  setInterval(() => {
    now.value = Date.now();
  }, REFRESH_MS);
}
