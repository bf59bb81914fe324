import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import type { EventCall } from "../../../src/engine/event-recorder.ts";
import { toTuple } from "../../../src/engine/event-tuples.ts";
import { truncateUtf8 } from "../../../src/engine/utf8.ts";
import type { EventsByProcess } from "../../../src/pings/event-tuple.ts";
import { anyText, category, enliven, extra, method, object, value } from "./arbitrary-arguments.ts";
import { makeEngine, SOURCE } from "./engine-fixture.ts";

// Hundreds of runs each: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const EXTRA_KEYS = ["k1", "k2", "constructor"];

/** `ui`, `off` (disabled) and the built-in `firefox`, each with events that are fine, expired, or not for release. */
function registerAll(engine: Engine): void {
  const entry = { methods: ["open", "close"], extra_keys: EXTRA_KEYS, record_on_release: true };
  const data = {
    fine: { ...entry, objects: ["menu"] },
    expired: { ...entry, objects: ["expired"], expired: true },
    prerelease: { ...entry, objects: ["prerelease"], record_on_release: false },
  };
  engine.registerEvents("ui", data, SOURCE);
  engine.registerEvents("off", data, SOURCE);
  engine.setEventRecordingEnabled("off", false, SOURCE);
  engine.registerBuiltinEvents("firefox", data, "firefox");
  engine.setEventRecordingEnabled("firefox", true, "firefox");
}

const calls = fc.array(fc.record({ category, method, object, value, extra }), { maxLength: 30 });

function bringToLife(generated: unknown): EventCall[] {
  return enliven(generated) as EventCall[];
}

/** What a UTF-8 conversion makes of the text, by Node's own. */
function converted(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

function expectWithinLimits(text: unknown): void {
  expect(typeof text).toBe("string");
  expect(Buffer.byteLength(String(text))).toBeLessThanOrEqual(80);
  expect(converted(String(text))).toBe(text);
}

function expectTuplesWithinLimits(events: EventsByProcess): void {
  for (const tuple of Object.values(events).flat()) {
    const [timestamp, , , , storedValue, storedExtra] = tuple;
    expect(Number.isInteger(timestamp)).toBe(true);
    expect(tuple.at(-1)).not.toBeNull();
    if (storedValue !== undefined && storedValue !== null) expectWithinLimits(storedValue);
    if (storedExtra === undefined) continue;
    expect(Object.keys(storedExtra).length).toBeGreaterThan(0);
    for (const [key, text] of Object.entries(storedExtra)) {
      expect(EXTRA_KEYS).toContain(key);
      expectWithinLimits(text);
    }
  }
}

/** Of a call whose names are registered, so texts. */
function keyOf({ category, method, object }: EventCall): string {
  return `${category}#${method}#${object}`;
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

describe("whatever recordEvent is called with", () => {
  test("it never throws, and no stored tuple breaks a limit", () => {
    const check = (generated: unknown, extended: boolean) => {
      const engine = makeEngine({ canRecordExtended: () => extended });
      registerAll(engine);
      for (const call of bringToLife(generated)) engine.recordEvent(call, { source: SOURCE });
      expectTuplesWithinLimits(engine.snapshotEvents(1));
    };
    fc.assert(fc.property(calls, fc.boolean(), check), { numRuns: 300 });
  });

  test("every count equals a naive recount", () => {
    const check = (generated: unknown, extended: boolean) => {
      const engine = makeEngine({ canRecordExtended: () => extended });
      registerAll(engine);
      const summary: Record<string, number> = {};
      const refusals: Record<string, number> = {};
      const recorded: Record<string, number> = {};
      for (const call of bringToLife(generated)) {
        const outcome = engine.recordEvent(call, { source: SOURCE });
        if (!outcome.ok) add(refusals, outcome.refusal.code);
        if (outcome.ok) add(recorded, keyOf(call));
        if (outcome.ok || outcome.refusal.code === "category-disabled") add(summary, keyOf(call));
      }
      const keyed = engine.getSnapshotForKeyedScalars();
      const counts = {
        ...keyed.parent?.["telemetry.event_counts"],
        ...keyed.dynamic?.["telemetry.dynamic_event_counts"],
      };
      expect(counts).toEqual(summary);
      expect(engine.refusals.counts()).toEqual(refusals);
      const byDefinition = engine.definitions().filter((definition) => definition.recorded > 0);
      expect(
        Object.fromEntries(byDefinition.map((d) => [`${d.category}#${d.method}#${d.object}`, d.recorded])),
      ).toEqual(recorded);
      const tuples = engine.queue.list().map((event) => JSON.stringify(toTuple(event)));
      expect(engine.queue.size).toBe(tuples.length);
      expect(engine.queue.bytes).toBe(Buffer.byteLength(tuples.join("")));
    };
    fc.assert(fc.property(calls, fc.boolean(), check), { numRuns: 300 });
  });

  test("stored and refused together are numbered without a gap, in the order of the calls", () => {
    const check = (generated: unknown) => {
      const engine = makeEngine();
      registerAll(engine);
      const numbers = bringToLife(generated).map((call) => {
        const outcome = engine.recordEvent(call, { source: SOURCE });
        return outcome.ok ? outcome.value.seq : engine.refusals.list().at(-1)?.seq;
      });
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    };
    fc.assert(fc.property(calls, check));
  });

  test("an engine that takes the state over is the same engine", () => {
    const check = (before: unknown, after: unknown) => {
      const first = makeEngine({ clock: () => 1 });
      registerAll(first);
      for (const call of bringToLife(before)) first.recordEvent(call, { source: SOURCE });
      const second = makeEngine({ clock: () => 1, state: structuredClone(first.exportState()) });
      for (const call of bringToLife(after)) {
        expect(second.recordEvent(call, { source: SOURCE })).toEqual(
          first.recordEvent(call, { source: SOURCE }),
        );
      }
      expect(second.exportState()).toEqual(first.exportState());
    };
    fc.assert(fc.property(calls, calls, check));
  });
});

describe("whatever text is truncated", () => {
  test("the result is the longest well-formed prefix that fits, and never splits a code point", () => {
    const check = (text: string, maxBytes: number) => {
      const whole = converted(text);
      const { text: cut, truncated } = truncateUtf8(text, maxBytes);
      expect(whole.startsWith(cut)).toBe(true);
      expect(converted(cut)).toBe(cut);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
      expect(truncated).toBe(cut !== whole);
      const next = [...whole.slice(cut.length)][0] ?? "";
      if (truncated) expect(Buffer.byteLength(cut + next)).toBeGreaterThan(maxBytes);
    };
    fc.assert(fc.property(anyText, fc.integer({ min: 0, max: 100 }), check), { numRuns: 2000 });
  });
});
