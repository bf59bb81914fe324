import { beforeEach, describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../../src/engine/engine.ts";
import { History } from "../../../src/gecko/inspector/history.ts";
import type { HistoryEntry } from "../../../src/gecko/inspector/history-entry.ts";

const START = 1_700_000_000_000;
const FROM = { source: "addon@test" };
const LIMIT = 20;

let engine: Engine;
let history: History;
let now: number;

beforeEach(() => {
  now = 1_000;
  history = new History({
    refusals: () => engine.refusals,
    processStart: () => START,
    limit: LIMIT,
    name: "list",
  });
  engine = createEngine({
    clock: () => now++,
    canRecordExtended: () => true,
    onRecorded: (record, notices) => history.record(record, notices),
    onCleared: (records) => history.drop(records, "cleared"),
  });
  engine.registerEvents(
    "nav",
    { click: { methods: ["click"], objects: ["link"], extra_keys: ["to"] } },
    "addon@test",
  );
});

function record(value: string, method = "click"): void {
  engine.recordEvent({ category: "nav", method, object: "link", value }, FROM);
}

function all(): readonly HistoryEntry[] {
  return history.page(Number.MAX_SAFE_INTEGER, LIMIT).entries;
}

/** `value:state` of every entry held. */
function states(): string[] {
  return all().map(({ value, state }) => `${value}:${state}`);
}

/** Reads all changes since the beginning in pages and keeps the last form of each entry, as the panel does. */
function follow(pageSize: number): { seen: Map<number, HistoryEntry>; pages: number } {
  const seen = new Map<number, HistoryEntry>();
  let pages = 0;
  for (let since = 0, more = true; more; pages++) {
    const changes = history.changes(since, pageSize);
    for (const entry of changes.entries) seen.set(entry.id, entry);
    since = changes.rev;
    more = changes.more;
  }
  return { seen, pages };
}

describe("the history of events", () => {
  it("lists stored events and refusals in the order in which they happened", () => {
    record("a");
    record("b", "hover");
    record("c");
    expect(states()).toEqual(["a:pending", "b:refused", "c:pending"]);
    expect(all().map(({ timestamp }) => timestamp)).toEqual(
      all()
        .map(({ timestamp }) => timestamp)
        .toSorted(),
    );
  });

  it("says of a refusal which rule was broken, and of a cut value that it was cut", () => {
    record("b", "hover");
    record("x".repeat(100));
    const [refused, cut] = all();
    expect(refused?.notices).toMatchObject([{ code: "unknown-event", field: "method" }]);
    expect(refused).toMatchObject({ process: "", call: "recordEvent", source: "addon@test" });
    expect(cut?.notices).toMatchObject([{ code: "value-truncated", limit: 80 }]);
    expect(cut?.value).toHaveLength(80);
  });

  it("lists refused calls other than recordEvent with the function that was called", () => {
    engine.registerEvents("nav", { "bad name": {} }, "addon@test");
    engine.scalarAdd("nav.count", 1, FROM);
    expect(all().map(({ call, category }) => [call, category])).toEqual([
      ["registerEvents", "nav"],
      ["scalarAdd", "nav.count"],
    ]);
  });

  it("gives the wall-clock time of an event from the start of the process", () => {
    record("a");
    const [entry] = all();
    expect(entry?.wallTime).toBe(START + (entry?.timestamp ?? 0));
  });

  it("follows events into a ping and to its end", () => {
    record("a");
    record("b");
    history.carry("ping-1", engine.queue.take("ping-1", { limit: 1 }));
    expect(states()).toEqual(["a:carried", "b:pending"]);
    expect(all()[0]?.pingId).toBe("ping-1");
    expect(history.openPings()).toEqual(["ping-1"]);
    history.conclude("ping-1", "sent");
    expect(states()).toEqual(["a:sent", "b:pending"]);
    expect(all()[0]?.pingId).toBe("ping-1");
    expect(history.openPings()).toEqual([]);
  });

  it("makes events pending again when Firefox does not take their ping", () => {
    record("a");
    history.carry("ping-1", engine.queue.take("ping-1", { limit: 1 }));
    history.release("ping-1");
    expect(states()).toEqual(["a:pending"]);
    expect(all()[0]?.pingId).toBeNull();
  });

  it("marks what a clearing call removed and what was lost over the bounds", () => {
    record("a");
    engine.clearEvents();
    record("b");
    record("c");
    engine.queue.dropOldest({ maxEvents: 1, maxBytes: 1e6 });
    history.loseBefore(engine.queue.list()[0]?.seq ?? 0);
    expect(states()).toEqual(["a:cleared", "b:lost", "c:pending"]);
  });

  it("tells each change once, in pages, so that whoever follows ends up with the same list", () => {
    for (let i = 0; i < 8; i++) record(`e${i}`);
    const first = history.changes(0, 100);
    history.carry("ping-1", engine.queue.take("ping-1", { limit: 3 }));
    history.conclude("ping-1", "sent");
    record("late");
    const then = history.changes(first.rev, 100);
    expect(then.entries.map(({ value, state }) => `${value}:${state}`)).toEqual([
      "e0:sent",
      "e1:sent",
      "e2:sent",
      "late:pending",
    ]);
    expect(history.changes(then.rev, 100)).toMatchObject({ entries: [], more: false, rev: then.rev });
    const { seen, pages } = follow(2);
    expect(pages).toBeGreaterThan(3);
    expect([...seen.values()].sort((x, y) => x.id - y.id)).toEqual(all());
  });

  it("holds the newest entries and tells how many fell off", () => {
    for (let i = 0; i < 50; i++) record(`e${i}`);
    expect(all()).toHaveLength(LIMIT);
    expect(all().at(-1)?.value).toBe("e49");
    expect(history.changes(0, 100)).toMatchObject({ oldestId: 31, newestId: 50 });
    for (let i = 0; i < 3; i++) record(`f${i}`);
    expect(all().at(0)?.value).toBe("e33");
    expect(history.changes(0, 100)).toMatchObject({ oldestId: 34, newestId: 53 });
  });

  it("ignores the end of a ping whose events fell off", () => {
    record("a");
    history.carry("ping-1", engine.queue.take("ping-1", { limit: 1 }));
    for (let i = 0; i < LIMIT; i++) record(`e${i}`);
    history.conclude("ping-1", "sent");
    expect(states().filter((state) => state.endsWith(":sent"))).toEqual([]);
  });

  it("tells the last change of every entry however often entries change", () => {
    for (let i = 0; i < 5; i++) record(`e${i}`);
    const before = history.changes(0, 100).rev;
    for (let i = 0; i < 2_000; i++) {
      history.carry("ping-1", engine.queue.take("ping-1", { limit: 2 }));
      engine.queue.release("ping-1");
      history.release("ping-1");
    }
    const changes = history.changes(before, 100);
    expect(changes.entries.map(({ value, state }) => `${value}:${state}`)).toEqual([
      "e0:pending",
      "e1:pending",
    ]);
    expect(follow(100).seen.size).toBe(5);
  });

  it("takes an event in once, even when it is told of it again", () => {
    record("a");
    history.changes(0, 1);
    for (const pending of engine.queue.list()) history.record(pending);
    expect(states()).toEqual(["a:pending"]);
  });

  it("counts refusals until somebody has looked at them", () => {
    record("x", "hover");
    record("a");
    record("y", "hover");
    expect(history.unseenRefusals).toBe(2);
    history.markSeen(1);
    expect(history.unseenRefusals).toBe(1);
    record("z", "hover");
    expect(history.unseenRefusals).toBe(2);
    history.markSeen(4);
    history.markSeen(4);
    expect(history.unseenRefusals).toBe(0);
  });

  it("counts refusals that fell off unseen until the newest is looked at", () => {
    for (let i = 0; i < 2 * LIMIT; i++) record("x", "hover");
    expect(history.unseenRefusals).toBe(2 * LIMIT);
    history.markSeen(2 * LIMIT);
    expect(history.unseenRefusals).toBe(0);
  });

  it("gives older entries page by page, newest page first", () => {
    for (let i = 0; i < 6; i++) record(`e${i}`);
    const newest = history.page(Number.MAX_SAFE_INTEGER, 4);
    expect(newest.entries.map(({ value }) => value)).toEqual(["e2", "e3", "e4", "e5"]);
    expect(newest.more).toBe(true);
    const older = history.page(newest.entries[0]?.id ?? 0, 4);
    expect(older.entries.map(({ value }) => value)).toEqual(["e0", "e1"]);
    expect(older.more).toBe(false);
  });
});
