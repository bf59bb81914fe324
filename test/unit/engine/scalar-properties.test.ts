import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { anyText, enliven, mostly } from "./arbitrary-arguments.ts";
import { makeEngine, SOURCE } from "./engine-fixture.ts";

// Hundreds of runs each: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const FROM = { source: SOURCE };

interface Call {
  readonly operation: "Add" | "Set" | "SetMaximum";
  readonly name: unknown;
  readonly key: unknown;
  readonly value: unknown;
}

const operation = fc.constantFrom("Add" as const, "Set" as const, "SetMaximum" as const);
const name = mostly(fc.constantFrom("ui.count", "ui.string", "ui.boolean", "ui.keys", "ui.flags", "ui.none"));
const key = mostly(anyText);
const value = mostly(fc.oneof(fc.nat(), fc.boolean(), anyText, fc.double(), fc.maxSafeInteger()));
const calls = fc.array(fc.record({ operation, name, key, value }), { maxLength: 40 });

test("whatever scalar functions are called with, they never throw, and every value keeps to its kind and its limits", () => {
  const check = (generated: unknown) => {
    const engine = makeEngine({ limits: { scalarKeys: 5 } });
    const data = {
      count: { kind: 0 },
      string: { kind: 1 },
      boolean: { kind: 2 },
      keys: { kind: 0, keyed: true },
      flags: { kind: 2, keyed: true },
    };
    engine.registerScalars("ui", data, SOURCE);
    let refused = 0;
    for (const call of enliven(generated) as Call[]) {
      if (!engine[`scalar${call.operation}`](call.name, call.value, FROM).ok) refused++;
      if (!engine[`keyedScalar${call.operation}`](call.name, call.key, call.value, FROM).ok) refused++;
    }
    expect(engine.refusals.total).toBe(refused);
    const plain = engine.getSnapshotForScalars().dynamic ?? {};
    const keyed = engine.getSnapshotForKeyedScalars().dynamic ?? {};
    for (const count of [plain["ui.count"] ?? 0, ...Object.values(keyed["ui.keys"] ?? {})]) {
      expect(count).toBe(Number(count) >>> 0);
    }
    for (const flag of [plain["ui.boolean"] ?? true, ...Object.values(keyed["ui.flags"] ?? {})]) {
      expect(typeof flag).toBe("boolean");
    }
    expect(typeof (plain["ui.string"] ?? "")).toBe("string");
    expect(String(plain["ui.string"] ?? "").length).toBeLessThanOrEqual(50);
    for (const values of Object.values(keyed)) {
      expect(Object.keys(values).length).toBeLessThanOrEqual(5);
      for (const text of Object.keys(values)) expect(text.length).toBeLessThanOrEqual(72);
    }
    structuredClone(engine.exportState());
  };
  fc.assert(fc.property(calls, check), { numRuns: 300 });
});
