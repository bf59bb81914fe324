import { beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { toTuple } from "../../../src/engine/event-tuples.ts";
import { makeEngine, record, recordMixed, registerBoth, seqs } from "./engine-fixture.ts";

function jsonBytes(engine: Engine): number {
  return engine.queue
    .list()
    .reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(toTuple(event))), 0);
}

let engine: Engine;

beforeEach(() => {
  engine = makeEngine();
  registerBoth(engine);
});

describe("the pending queue", () => {
  test("lists events oldest first over all buckets, in pages", () => {
    const all = recordMixed(engine, 10);
    expect(engine.queue.list()).toEqual(all);
    expect(engine.queue.list({ limit: 4 })).toEqual(all.slice(0, 4));
    expect(engine.queue.list({ after: all[3]?.seq ?? 0, limit: 3 })).toEqual(all.slice(4, 7));
    expect(engine.queue.list({ after: all[9]?.seq ?? 0 })).toEqual([]);
    expect(engine.queue.list({ limit: 0 })).toEqual([]);
  });

  test("knows its size, and its UTF-8 JSON bytes whatever is in the events", () => {
    record(engine, "ui");
    record(engine, "ui", '\u0000\u001f\n\b"\\/é漢😀\ud800\u007f\u2028');
    record(engine, "firefox", undefined, { key: '"\t"' });
    record(engine, "firefox", "", { key: "" });
    expect(engine.queue.size).toBe(4);
    expect(engine.queue.bytes).toBe(jsonBytes(engine));
  });

  test("takes the oldest over all buckets; what is taken is neither pending nor in snapshots", () => {
    const all = recordMixed(engine, 9);
    expect(engine.queue.take("ping", { limit: 4 })).toEqual(all.slice(0, 4));
    expect(engine.queue.list()).toEqual(all.slice(4));
    expect(engine.queue.size).toBe(5);
    expect(engine.queue.bytes).toBe(jsonBytes(engine));
    expect(Object.values(engine.snapshotEvents(1)).flat()).toHaveLength(5);
    expect(engine.queue.carried()).toEqual(new Map([["ping", all.slice(0, 4)]]));
  });

  test("takes the oldest of each bucket when asked to", () => {
    const all = recordMixed(engine, 9);
    const taken = engine.queue.take("ping", { limit: 2, perBucket: true });
    expect(taken.map(({ bucket }) => bucket)).toEqual(["dynamic", "dynamic", "parent", "parent"]);
    expect(seqs(taken)).toEqual([1, 2, 3, 6]);
    expect(engine.queue.list()).toEqual(all.filter((event) => !taken.includes(event)));
  });

  test("a second take for the same ping adds to what it carries", () => {
    const all = recordMixed(engine, 5);
    engine.queue.take("ping", { limit: 2 });
    engine.queue.take("ping", { limit: 2 });
    expect(engine.queue.settle("ping")).toEqual(all.slice(0, 4));
    expect(engine.queue.list()).toEqual(all.slice(4));
  });

  test("taking from an empty queue carries nothing", () => {
    expect(engine.queue.take("ping", { limit: 10 })).toEqual([]);
    expect(engine.queue.carried().size).toBe(0);
  });

  test("settling forgets what a ping carried", () => {
    recordMixed(engine, 3);
    const taken = engine.queue.take("ping", { limit: 2 });
    expect(engine.queue.settle("ping")).toEqual(taken);
    expect(engine.queue.settle("ping")).toEqual([]);
    expect(engine.queue.release("ping")).toEqual([]);
    expect(engine.queue.size).toBe(1);
  });

  test("releasing puts events back in their order, whichever ping is released first", () => {
    const all = recordMixed(engine, 12);
    engine.queue.take("first", { limit: 4 });
    engine.queue.take("second", { limit: 4 });
    recordMixed(engine, 2);
    expect(seqs(engine.queue.release("first"))).toEqual(seqs(all.slice(0, 4)));
    engine.queue.release("second");
    expect(engine.queue.list().slice(0, 12)).toEqual(all);
    expect(engine.queue.size).toBe(14);
    expect(engine.queue.bytes).toBe(jsonBytes(engine));
  });

  test("carried events do not count for the storage limit", () => {
    const reached: string[] = [];
    engine = makeEngine({ limits: { storedEvents: 3 }, onStorageLimit: (bucket) => reached.push(bucket) });
    registerBoth(engine);
    for (let count = 0; count < 2; count++) record(engine, "ui");
    engine.queue.take("ping", { limit: 2 });
    for (let count = 0; count < 2; count++) record(engine, "ui");
    expect(reached).toEqual([]);
    record(engine, "ui");
    expect(reached).toEqual(["dynamic"]);
  });

  test("drops the oldest until both bounds hold", () => {
    const all = recordMixed(engine, 10);
    expect(engine.queue.dropOldest({ maxEvents: 7, maxBytes: 1e6 })).toEqual(all.slice(0, 3));
    const bytesOfFive = all.slice(5).reduce((sum, event) => sum + JSON.stringify(toTuple(event)).length, 0);
    expect(engine.queue.dropOldest({ maxEvents: 7, maxBytes: bytesOfFive })).toEqual(all.slice(3, 5));
    expect(engine.queue.dropOldest({ maxEvents: 7, maxBytes: bytesOfFive })).toEqual([]);
    expect(engine.queue.list()).toEqual(all.slice(5));
    expect(engine.queue.dropOldest({ maxEvents: 0, maxBytes: 1e6 })).toEqual(all.slice(5));
    expect(engine.queue.bytes).toBe(0);
  });

  test("a clearing snapshot with a limit leaves leftovers that are taken in order", () => {
    const all = recordMixed(engine, 9);
    engine.snapshotEvents(1, true, 1);
    expect(seqs(engine.queue.list())).toEqual(seqs(all.filter(({ seq }) => seq !== 1 && seq !== 3)));
    expect(engine.queue.bytes).toBe(jsonBytes(engine));
    engine.clearEvents();
    expect(engine.queue.size).toBe(0);
    expect(engine.queue.bytes).toBe(0);
  });

  test("changing what a snapshot or a tuple gave changes no stored event", () => {
    record(engine, "ui", "v", { key: "v" });
    const extra = engine.snapshotEvents(1).dynamic?.[0]?.[5] as Record<string, string>;
    extra.key = "changed";
    expect(engine.queue.list()[0]?.extra).toEqual({ key: "v" });
  });
});
