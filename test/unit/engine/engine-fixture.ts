import { createEngine, type Engine, type EngineOptions } from "../../../src/engine/engine.ts";
import type { EventRecord } from "../../../src/engine/event-record.ts";

export const SOURCE = "one@example.org";

/** An engine with a clock that counts calls in halves of a millisecond, and everything allowed. */
export function makeEngine(options: Partial<EngineOptions> = {}): Engine {
  let now = 0;
  return createEngine({
    clock: () => {
      now += 0.5;
      return now;
    },
    canRecordExtended: () => true,
    ...options,
  });
}

/** Registers `open` on `menu` in category `ui`, for an add-on, and `open` on `menu` in `firefox`, built in and on. */
export function registerBoth(engine: Engine): void {
  const data = { event1: { methods: ["open"], objects: ["menu"], extra_keys: ["key"] } };
  engine.registerEvents("ui", data, SOURCE);
  engine.registerBuiltinEvents("firefox", data, "firefox");
  engine.setEventRecordingEnabled("firefox", true, "firefox");
}

/** Records events with values 1, 2, …: every third one Firefox's own, the others an add-on's. */
export function recordMixed(engine: Engine, count: number): EventRecord[] {
  return Array.from({ length: count }, (_, at) =>
    record(engine, at % 3 === 2 ? "firefox" : "ui", String(at + 1)),
  );
}

export function record(engine: Engine, category: string, value?: string, extra?: unknown): EventRecord {
  const call = { category, method: "open", object: "menu", value, extra };
  const outcome = engine.recordEvent(call, { source: SOURCE });
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}

export function seqs(records: Iterable<EventRecord>): number[] {
  return [...records].map(({ seq }) => seq);
}
