import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { EngineState } from "../../../src/engine/engine-state.ts";
import { anyText, anything, enliven, mostly } from "./arbitrary-arguments.ts";
import { makeEngine, recordMixed, registerBoth, SOURCE } from "./engine-fixture.ts";

// Hundreds of runs each: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const name = mostly(
  fc.constantFrom("ui", "firefox", "a.b", "a_b", "x".repeat(20), "x".repeat(31), "constructor"),
);
const list = mostly(
  fc.array(mostly(fc.constantFrom("open", "menu", "toString", "bad-name")), { maxLength: 12 }),
);
const flag = mostly(fc.boolean());

function objectOf(entry: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return mostly(
    fc.dictionary(fc.oneof(fc.constantFrom("event1", "event2", "bad-name"), anyText), mostly(entry), {
      maxKeys: 3,
    }),
  );
}

const eventData = objectOf(
  fc.record(
    { methods: list, objects: list, extra_keys: list, expired: flag, record_on_release: flag },
    { requiredKeys: ["methods", "objects"] },
  ),
);

const scalarData = objectOf(
  fc.record(
    {
      kind: mostly(fc.integer({ min: -1, max: 3 })),
      keyed: flag,
      expired: flag,
      record_on_release: flag,
      stores: list,
    },
    { requiredKeys: ["kind"] },
  ),
);

/** The state but for the log of refusals and the numbers they take. */
function withoutRefusals({ refusals: _, nextSeq: __, ...state }: EngineState) {
  return state;
}

const FUNCTIONS = [
  "registerEvents",
  "registerBuiltinEvents",
  "registerScalars",
  "registerBuiltinScalars",
] as const;

describe("whatever is registered", () => {
  test.each(FUNCTIONS)("%s never throws, and a refused registration changes nothing", (register) => {
    const data = register.endsWith("Events") ? eventData : scalarData;
    const check = (category: unknown, generated: unknown) => {
      const registered = enliven(generated);
      const engine = makeEngine();
      registerBoth(engine);
      engine.registerScalars("ui", { count: { kind: 0 } }, SOURCE);
      recordMixed(engine, 3);
      const before = withoutRefusals(structuredClone(engine.exportState()));
      const outcome = engine[register](enliven(category), registered, SOURCE);
      if (outcome.ok) return;
      expect(withoutRefusals(engine.exportState())).toEqual(before);
      expect(engine.refusals.total).toBe(1);
    };
    fc.assert(fc.property(name, data, check), { numRuns: 500 });
  });

  test("every event that is registered keeps to the limits and can be recorded", () => {
    const check = (category: unknown, generated: unknown) => {
      const engine = makeEngine();
      engine.registerEvents(enliven(category), enliven(generated), SOURCE);
      for (const definition of engine.definitions()) {
        expect(definition.category).toMatch(/^[A-Za-z0-9][\w.]{0,29}$/);
        for (const text of [definition.method, definition.object, definition.name]) {
          expect(text).toMatch(/^[A-Za-z0-9]\w{0,19}$/);
        }
        expect(definition.extraKeys.length).toBeLessThanOrEqual(10);
        for (const key of definition.extraKeys) expect(key).toMatch(/^[A-Za-z0-9]\w{0,14}$/);
        const extra = Object.fromEntries(definition.extraKeys.map((key) => [key, "v"]));
        expect(engine.recordEvent({ ...definition, value: "v", extra }, { source: SOURCE }).ok).toBe(
          !definition.expired,
        );
      }
    };
    fc.assert(fc.property(name, eventData, check), { numRuns: 500 });
  });

  test("setEventRecordingEnabled never throws, and refuses what it does not know", () => {
    const check = (category: unknown, enabled: unknown) => {
      const engine = makeEngine();
      registerBoth(engine);
      const outcome = engine.setEventRecordingEnabled(enliven(category), enliven(enabled), SOURCE);
      expect(outcome.ok).toBe(category === "ui" || category === "firefox");
    };
    fc.assert(fc.property(fc.oneof(name, anything), anything, check));
  });
});
