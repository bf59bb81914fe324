import { expect } from "vitest";
import type { CallResult, ConsoleMessage, SuiteApi } from "./suite-api.ts";

/** A valid registration of one event, `m1` on `o1`, with what a case changes about it. */
export function oneEvent(
  overrides: Readonly<Record<string, unknown>> = {},
): Record<string, Record<string, unknown>> {
  return { event1: { methods: ["m1"], objects: ["o1"], extra_keys: [], ...overrides } };
}

export function expectAccepted(result: CallResult): void {
  expect(result).toEqual({ ok: true });
}

export function expectError(result: CallResult, error: string): void {
  expect(result).toEqual({ ok: false, error });
}

/** Registers events and fails the case when that is refused. */
export async function register(api: SuiteApi, category: string, data: unknown = oneEvent()): Promise<void> {
  expectAccepted(await api.registerEvents(category, data));
}

/** The stored events of a category, without their timestamps, over all buckets. */
export async function storedEvents(api: SuiteApi, category: string): Promise<unknown[][]> {
  const snapshot = await api.snapshotEvents(1);
  return Object.values(snapshot)
    .flat()
    .filter(([, name]) => name === category)
    .map(([, ...rest]) => rest);
}

/** The buckets that hold events of a category, sorted. */
export async function bucketsWith(api: SuiteApi, category: string): Promise<string[]> {
  const snapshot = await api.snapshotEvents(1);
  return Object.keys(snapshot)
    .filter((bucket) => snapshot[bucket]?.some(([, name]) => name === category))
    .sort();
}

/** What the summary scalars count for an event key, by bucket: `{dynamic: 2}`. */
export async function countsOf(api: SuiteApi, key: string): Promise<Record<string, unknown>> {
  const keyed = await api.getSnapshotForKeyedScalars();
  const counts: Record<string, unknown> = {};
  for (const [bucket, scalars] of Object.entries(keyed)) {
    for (const name of ["telemetry.event_counts", "telemetry.dynamic_event_counts"]) {
      const count = scalars[name]?.[key];
      if (count !== undefined) counts[bucket] = count;
    }
  }
  return counts;
}

export function warning(text: string): ConsoleMessage {
  return { level: "warning", text };
}

export function error(text: string): ConsoleMessage {
  return { level: "error", text };
}

/** `count` names `prefix1`, `prefix2`, … */
export function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);
}
