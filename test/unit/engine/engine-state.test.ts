import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import type { EventRecord } from "../../../src/engine/event-record.ts";
import { makeEngine, record, recordMixed, registerBoth, SOURCE } from "./engine-fixture.ts";

const FROM = { source: SOURCE };

function usedEngine(): Engine {
  const engine = makeEngine();
  registerBoth(engine);
  engine.registerEvents("off", { e: { methods: ["open"], objects: ["menu"] } }, SOURCE);
  engine.setEventRecordingEnabled("off", false, SOURCE);
  engine.registerScalars(
    "ui",
    { count: { kind: 0 }, keys: { kind: 0, keyed: true, stores: ["main", "other"] } },
    SOURCE,
  );
  engine.scalarAdd("ui.count", 4, FROM);
  engine.keyedScalarAdd("ui.keys", "__proto__", 2, FROM);
  recordMixed(engine, 7);
  engine.queue.take("ping", { limit: 3 });
  engine.recordEvent({ category: "ui", method: "no", object: "no" }, FROM);
  engine.recordEvent({ category: "off", method: "open", object: "menu" }, FROM);
  return engine;
}

describe("an engine that takes over another's state", () => {
  test("shows the same, and its state can be cloned", () => {
    const before = usedEngine();
    const state = structuredClone(before.exportState());
    const after = makeEngine({ state });
    expect(after.exportState()).toEqual(state);
    expect(after.snapshotEvents(1)).toEqual(before.snapshotEvents(1));
    expect(after.getSnapshotForScalars()).toEqual(before.getSnapshotForScalars());
    expect(after.getSnapshotForKeyedScalars()).toEqual(before.getSnapshotForKeyedScalars());
    expect(after.definitions()).toEqual(before.definitions());
    expect(after.categories()).toEqual(before.categories());
    expect(after.refusals.list()).toEqual(before.refusals.list());
    expect(after.refusals.counts()).toEqual(before.refusals.counts());
    expect(after.queue.bytes).toBe(before.queue.bytes);
  });

  test("goes on: registrations, switches, numbers, key slots and carried events are there", () => {
    const before = usedEngine();
    const after = makeEngine({ state: before.exportState() });
    expect(record(after, "ui").seq).toBe(record(before, "ui").seq);
    expect(after.recordEvent({ category: "off", method: "open", object: "menu" }, FROM).ok).toBe(false);
    expect(after.setEventRecordingEnabled("off", true, SOURCE).ok).toBe(true);
    expect(after.queue.release("ping")).toHaveLength(3);
    expect(after.queue.list().map(({ value }) => value)).toEqual(["1", "2", "3", "4", "5", "6", "7", null]);
    after.keyedScalarAdd("ui.keys", "__proto__", 1, FROM);
    expect(Object.entries(after.getSnapshotForKeyedScalars("other").dynamic?.["ui.keys"] ?? {})).toEqual([
      ["__proto__", 3],
    ]);
  });

  test("shares nothing with it", () => {
    const before = usedEngine();
    const after = makeEngine({ state: before.exportState() });
    const state = structuredClone(before.exportState());
    record(after, "ui");
    after.scalarAdd("ui.count", 1, FROM);
    after.registerEvents("ui", { event1: { methods: ["open"], objects: ["menu"], expired: true } }, SOURCE);
    after.setEventRecordingEnabled("firefox", false, "firefox");
    after.queue.settle("ping");
    expect(before.exportState()).toEqual(state);
  });
});

describe("the callbacks", () => {
  test("each stored event is handed over synchronously, once it is pending", () => {
    const seen: [EventRecord, number][] = [];
    const engine: Engine = makeEngine({ onRecorded: (event) => seen.push([event, engine.queue.size]) });
    registerBoth(engine);
    const event = record(engine, "ui");
    engine.recordEvent({ category: "ui", method: "no", object: "no" }, FROM);
    expect(seen).toEqual([[event, 1]]);
  });

  test("events that a clearing snapshot or clearEvents removes are handed over, leftovers are not", () => {
    const cleared: (string | null)[][] = [];
    const engine = makeEngine({ onCleared: (events) => cleared.push(events.map(({ value }) => value)) });
    registerBoth(engine);
    recordMixed(engine, 5);
    engine.snapshotEvents(1);
    engine.snapshotEvents(1, true, 2);
    engine.clearEvents();
    engine.clearEvents();
    expect(cleared).toEqual([
      ["1", "2", "3"],
      ["4", "5"],
    ]);
  });

  test("a listener may take events while the storage limit is announced", () => {
    const engine: Engine = makeEngine({
      limits: { storedEvents: 3 },
      onStorageLimit: () => engine.queue.take("ping", { limit: 3 }),
    });
    registerBoth(engine);
    for (let count = 0; count < 4; count++) record(engine, "ui");
    expect(engine.queue.size).toBe(1);
    expect(engine.queue.carried().get("ping")).toHaveLength(3);
  });

  test("a change is announced with the newest number, after all that the panel shows, and not for reading", () => {
    const changes: number[] = [];
    const engine = makeEngine({ onChange: (seq) => changes.push(seq) });
    const changesOf = (work: () => unknown) => {
      changes.length = 0;
      work();
      return [...changes];
    };
    registerBoth(engine);
    expect(changesOf(() => record(engine, "ui"))).toEqual([1]);
    expect(changesOf(() => engine.scalarAdd("no.no", 1, FROM))).toEqual([2]);
    expect(changesOf(() => engine.registerScalars("ui", { count: { kind: 0 } }, SOURCE))).toEqual([2]);
    expect(changesOf(() => engine.scalarAdd("ui.count", 1, FROM))).toEqual([2]);
    expect(changesOf(() => engine.queue.take("ping", { limit: 1 }))).toEqual([2]);
    expect(changesOf(() => engine.queue.release("ping"))).toEqual([2]);
    expect(changesOf(() => engine.snapshotEvents(1, true))).toEqual([2]);
    const reading = () => [
      engine.snapshotEvents(1),
      engine.queue.list(),
      engine.queue.settle("none"),
      engine.queue.release("none"),
      engine.queue.dropOldest({ maxEvents: 9, maxBytes: 9999 }),
      engine.definitions(),
      engine.getSnapshotForScalars(),
      engine.exportState(),
    ];
    expect(changesOf(reading)).toEqual([]);
  });

  test("timestamps are the caller's where it gives one", () => {
    const engine = makeEngine();
    registerBoth(engine);
    const call = { category: "ui", method: "open", object: "menu" };
    engine.recordEvent(call, { source: SOURCE, timestamp: 1234.9 });
    expect(engine.queue.list()[0]?.timestamp).toBe(1234.9);
    expect(engine.snapshotEvents(1)).toEqual({ dynamic: [[1234, "ui", "open", "menu"]] });
  });
});
