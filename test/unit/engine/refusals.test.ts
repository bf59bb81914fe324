import { beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import type { EventCall } from "../../../src/engine/event-recorder.ts";
import { makeEngine, record, registerBoth, SOURCE } from "./engine-fixture.ts";

const FROM = { source: SOURCE };
const OPEN: EventCall = { category: "ui", method: "open", object: "menu" };

let engine: Engine;
let extended: boolean;

beforeEach(() => {
  extended = true;
  engine = makeEngine({ canRecordExtended: () => extended });
  registerBoth(engine);
});

function refusalOf(call: EventCall) {
  const outcome = engine.recordEvent(call, FROM);
  return outcome.ok ? null : outcome.refusal;
}

describe("a refusal", () => {
  test.each([
    ["an unknown category", { category: "no" }, { code: "unknown-event", field: "category", got: '"no"' }],
    ["an unknown method", { method: "no" }, { code: "unknown-event", field: "method", got: '"no"' }],
    ["an unknown object", { object: "no" }, { code: "unknown-event", field: "object", got: '"no"' }],
    ["a name that is no text", { object: {} }, { code: "unknown-event", field: "object", got: "an object" }],
    ["a value of the wrong type", { value: 5 }, { code: "value-type", field: "value", got: "5" }],
    ["an extra of the wrong type", { extra: "x" }, { code: "extra-type", field: "extra", got: '"x"' }],
    [
      "an extra value of the wrong type",
      { extra: { key: null } },
      { code: "extra-value-type", field: "extra.key", got: "null" },
    ],
    [
      "an extra key that is not registered",
      { extra: { no: "v" } },
      { code: "extra-key", field: "extra.no", got: '"no"' },
    ],
  ])("of %s names the field and what was got", (_, change, expected) => {
    expect(refusalOf({ ...OPEN, ...change })).toMatchObject(expected);
  });

  test("of a registration names the field, the limit and what was got", () => {
    const data = { event1: { methods: ["fine", "m".repeat(21)], objects: [] } };
    expect(engine.registerEvents("other", data, SOURCE)).toMatchObject({
      ok: false,
      refusal: {
        code: "method-pattern",
        field: "data.event1.methods[1]",
        limit: 20,
        got: `"${"m".repeat(21)}"`,
      },
    });
  });

  test("that Firefox kept silent about still has a code", () => {
    engine.setEventRecordingEnabled("ui", false, SOURCE);
    expect(refusalOf(OPEN)).toMatchObject({ code: "category-disabled", surface: "silent", message: "" });
    extended = false;
    expect(refusalOf(OPEN)).toMatchObject({ code: "not-on-this-channel", surface: "silent" });
    engine.registerEvents("ui", { event1: { methods: ["open"], objects: ["menu"], expired: true } }, SOURCE);
    expect(refusalOf(OPEN)).toMatchObject({ code: "expired", surface: "silent" });
  });

  test("tells a category of another add-on from one nobody registered", () => {
    const switchOff = (category: string) => {
      const outcome = engine.setEventRecordingEnabled(category, false, "two@example.org");
      return outcome.ok ? null : outcome.refusal.code;
    };
    expect(switchOff("ui")).toBe("category-of-another");
    expect(switchOff("no")).toBe("unknown-category");
    expect(switchOff("firefox")).toBe(null);
  });

  test("whoever registers events in another's category may switch it as well", () => {
    engine.registerEvents("ui", {}, "two@example.org");
    expect(engine.setEventRecordingEnabled("ui", false, "two@example.org").ok).toBe(true);
    expect(engine.categories().find(({ category }) => category === "ui")).toEqual({
      category: "ui",
      enabled: false,
      builtin: false,
      source: SOURCE,
      sources: [SOURCE, "two@example.org"],
    });
  });
});

describe("the refusal log", () => {
  test("holds the call, its source and the notice, numbered among the stored events", () => {
    const before = record(engine, "ui");
    refusalOf({ ...OPEN, value: 5, extra: { key: "v" } });
    const after = record(engine, "ui");
    const [entry] = engine.refusals.list();
    expect(entry).toMatchObject({
      seq: before.seq + 1,
      source: SOURCE,
      call: {
        function: "recordEvent",
        category: "ui",
        method: "open",
        object: "menu",
        value: "5",
        extra: '{"key": "v"}',
      },
      notice: { code: "value-type", surface: "warning", message: "Invalid type for value parameter." },
    });
    expect(after.seq).toBe(before.seq + 2);
    expect(entry?.timestamp).toBeGreaterThan(before.timestamp);
    expect(entry?.timestamp).toBeLessThan(after.timestamp);
  });

  test("holds an extra that is no object as it is", () => {
    refusalOf({ ...OPEN, extra: "text" });
    expect(engine.refusals.list()[0]?.call.extra).toBe('"text"');
  });

  test("holds scalar operations and registrations too", () => {
    engine.scalarAdd("a.b", 1, FROM);
    engine.keyedScalarSet("a.b", "k", "v", FROM);
    engine.registerEvents("-", {}, SOURCE);
    engine.registerScalars("-", {}, SOURCE);
    expect(engine.refusals.list().map(({ call }) => call)).toEqual([
      { function: "scalarAdd", name: "a.b", value: "1" },
      { function: "keyedScalarSet", name: "a.b", key: "k", value: "v" },
      { function: "registerEvents", category: "-" },
      { function: "registerScalars", category: "-" },
    ]);
  });

  test("counts every refusal by code and keeps the last 1,000 in full", () => {
    for (let at = 0; at < 1200; at++) refusalOf({ ...OPEN, object: `no${at}` });
    refusalOf({ ...OPEN, value: 5 });
    expect(engine.refusals.counts()).toEqual({ "unknown-event": 1200, "value-type": 1 });
    expect(engine.refusals.total).toBe(1201);
    const kept = engine.refusals.list();
    expect(kept).toHaveLength(1000);
    expect(kept[0]?.call.object).toBe("no201");
    expect(engine.refusals.list({ after: kept[997]?.seq ?? 0 })).toEqual(kept.slice(998));
    expect(engine.refusals.list({ after: kept[0]?.seq ?? 0, limit: 2 })).toEqual(kept.slice(1, 3));
  });

  test("bounds what it keeps of a call, and runs none of its code", () => {
    const huge = "x".repeat(1e6);
    const extra = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`key${at}`, huge]));
    Object.defineProperty(extra, "key0", {
      enumerable: true,
      get() {
        throw new Error("must not run twice");
      },
    });
    refusalOf({ category: huge, method: huge, object: huge, value: huge, extra });
    refusalOf({ ...OPEN, extra: { [huge]: "v" } });
    refusalOf({ category: huge, method: huge, object: huge, value: huge });
    const mustNotRun = () => {
      throw new Error("must not run");
    };
    refusalOf({
      category: { toString: mustNotRun },
      method: Symbol("s"),
      object: 5n,
      value: mustNotRun,
      extra: [],
    });
    expect(engine.refusals.total).toBe(4);
    for (const entry of engine.refusals.list()) expect(JSON.stringify(entry).length).toBeLessThan(4000);
  });

  test("an extra whose every trap throws is described as unreadable", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(refusalOf({ ...OPEN, extra: proxy })).toMatchObject({ code: "extra-enumeration" });
    expect(engine.refusals.list()[0]?.call.extra).toBe("an unreadable object");
    expect(engine.registerEvents("ui", proxy, SOURCE)).toMatchObject({ refusal: { code: "data-type" } });
    expect(engine.registerEvents("ui", { event1: proxy }, SOURCE)).toMatchObject({
      refusal: { code: "property-unreadable" },
    });
    const entry = { methods: proxy, objects: [] };
    expect(engine.registerEvents("ui", { event1: entry }, SOURCE)).toMatchObject({
      refusal: { code: "property-type" },
    });
  });
});

describe("the definitions", () => {
  test("carry what was registered, by whom, and how often each was recorded and refused", () => {
    record(engine, "ui");
    record(engine, "ui");
    refusalOf({ ...OPEN, extra: { no: "v" } });
    refusalOf({ ...OPEN, value: 5 });
    expect(engine.definitions().find(({ category }) => category === "ui")).toEqual({
      category: "ui",
      method: "open",
      object: "menu",
      name: "event1",
      extraKeys: ["key"],
      dataset: 1,
      expired: false,
      builtin: false,
      source: SOURCE,
      recorded: 2,
      refused: 2,
    });
  });

  test("of scalars include the engine's own counts", () => {
    engine.registerScalars("ui", { opened: { kind: 0 } }, SOURCE);
    expect(engine.scalarDefinitions().map(({ name, source }) => [name, source])).toEqual([
      ["telemetry.event_counts", "firefox"],
      ["telemetry.dynamic_event_counts", "firefox"],
      ["telemetry.keyed_scalars_exceed_limit", "firefox"],
      ["ui.opened", SOURCE],
    ]);
  });

  test("of the engine's own counts are plain keyed counts for all channels, which Firefox code may add to", () => {
    expect(engine.scalarDefinitions()[0]).toEqual({
      name: "telemetry.event_counts",
      kind: 0,
      keyed: true,
      dataset: 0,
      expired: false,
      stores: ["main"],
      builtin: true,
      source: "firefox",
    });
    expect(engine.keyedScalarAdd("telemetry.event_counts", "a#b#c", 2, FROM).ok).toBe(true);
    expect(engine.getSnapshotForKeyedScalars()).toEqual({
      parent: { "telemetry.event_counts": { "a#b#c": 2 } },
    });
  });

  test("of the engine's own counts cannot be replaced or expired by anybody", () => {
    const data = {
      event_counts: { kind: 1, expired: true },
      dynamic_event_counts: { kind: 0, keyed: true, expired: true },
    };
    engine.registerScalars("telemetry", data, SOURCE);
    engine.registerBuiltinScalars("telemetry", data, "firefox");
    record(engine, "firefox");
    record(engine, "ui");
    expect(engine.getSnapshotForKeyedScalars()).toEqual({
      parent: { "telemetry.event_counts": { "firefox#open#menu": 1 } },
      dynamic: { "telemetry.dynamic_event_counts": { "ui#open#menu": 1 } },
    });
  });
});
