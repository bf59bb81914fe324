import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import type { EventRecord } from "../../../src/engine/event-record.ts";
import { toTuple } from "../../../src/engine/event-tuples.ts";
import { makeEngine, record, registerBoth } from "./engine-fixture.ts";

// Hundreds of runs each: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

/** The queue as plainly as it can be written: what is pending, and what each ping carries. */
interface Model {
  pending: EventRecord[];
  readonly carried: Map<string, EventRecord[]>;
  /** Everything that has left: settled, dropped, cleared. */
  readonly gone: EventRecord[];
}

type Step = (engine: Engine, model: Model) => void;

const bySeq = (a: EventRecord, b: EventRecord) => a.seq - b.seq;

function removeFrom(model: Model, records: readonly EventRecord[]): void {
  model.pending = model.pending.filter((event) => !records.includes(event));
}

const pingId = fc.constantFrom("p1", "p2", "p3");
const limit = fc.integer({ min: 0, max: 12 });

const recordSome = fc.array(fc.constantFrom("ui", "firefox"), { minLength: 1, maxLength: 10 }).map(
  (categories): Step =>
    (engine, model) => {
      for (const category of categories) model.pending.push(record(engine, category, "é"));
    },
);

const take = fc.tuple(pingId, limit, fc.boolean()).map(
  ([id, count, perBucket]): Step =>
    (engine, model) => {
      const expected = perBucket
        ? ["dynamic", "parent"].flatMap((name) =>
            model.pending.filter(({ bucket }) => bucket === name).slice(0, count),
          )
        : model.pending.slice(0, count);
      expect(engine.queue.take(id, { limit: count, perBucket })).toEqual(expected.sort(bySeq));
      removeFrom(model, expected);
      if (expected.length > 0) model.carried.set(id, [...(model.carried.get(id) ?? []), ...expected]);
    },
);

const settle = pingId.map(
  (id): Step =>
    (engine, model) => {
      const expected = model.carried.get(id) ?? [];
      expect(engine.queue.settle(id)).toEqual(expected);
      model.carried.delete(id);
      model.gone.push(...expected);
    },
);

const release = pingId.map(
  (id): Step =>
    (engine, model) => {
      const expected = (model.carried.get(id) ?? []).toSorted(bySeq);
      expect(engine.queue.release(id)).toEqual(expected);
      model.carried.delete(id);
      model.pending = [...model.pending, ...expected].sort(bySeq);
    },
);

const dropOldest = limit.map(
  (maxEvents): Step =>
    (engine, model) => {
      const expected = model.pending.slice(0, Math.max(0, model.pending.length - maxEvents));
      expect(engine.queue.dropOldest({ maxEvents, maxBytes: Number.POSITIVE_INFINITY })).toEqual(expected);
      removeFrom(model, expected);
      model.gone.push(...expected);
    },
);

const clearingSnapshot = limit.map(
  (count): Step =>
    (engine, model) => {
      engine.snapshotEvents(1, true, count);
      const left = new Set(engine.queue.list());
      const cleared = model.pending.filter((event) => !left.has(event));
      removeFrom(model, cleared);
      model.gone.push(...cleared);
    },
);

const handOver: fc.Arbitrary<Step> = fc.constant((engine, model) => {
  const { pending, carried } = makeEngine({ state: structuredClone(engine.exportState()) }).exportState();
  expect(pending).toEqual(model.pending);
  expect(new Map(carried)).toEqual(model.carried);
});

const steps = fc.array(
  fc.oneof(
    { arbitrary: recordSome, weight: 4 },
    take,
    settle,
    release,
    dropOldest,
    clearingSnapshot,
    handOver,
  ),
  { maxLength: 40 },
);

test("no order of recording, taking, settling, releasing, dropping and clearing loses or doubles an event", () => {
  const check = (made: Step[]) => {
    const engine = makeEngine();
    registerBoth(engine);
    const model: Model = { pending: [], carried: new Map(), gone: [] };
    for (const step of made) {
      step(engine, model);
      expect(engine.queue.list()).toEqual(model.pending);
      expect(new Map(engine.queue.carried())).toEqual(model.carried);
      expect(engine.queue.size).toBe(model.pending.length);
      const bytes = model.pending.map((event) => Buffer.byteLength(JSON.stringify(toTuple(event))));
      expect(engine.queue.bytes).toBe(bytes.reduce((sum, each) => sum + each, 0));
      const everywhere = [...model.pending, ...[...model.carried.values()].flat(), ...model.gone].map(
        ({ seq }) => seq,
      );
      expect(new Set(everywhere).size).toBe(everywhere.length);
    }
  };
  fc.assert(fc.property(steps, check), { numRuns: 300 });
});
