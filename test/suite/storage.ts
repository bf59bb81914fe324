import { expect } from "vitest";
import { countsOf, expectAccepted, names, oneEvent, register, storedEvents, warning } from "./observe.ts";
import type { SuiteApi, SuiteCase } from "./suite-api.ts";

const LIMIT_REACHED = warning("Event storage limit reached.");

async function recordTimes(api: SuiteApi, category: string, count: number): Promise<void> {
  await api.recordEvents(names("", count).map((value) => [category, "m1", "o1", value]));
}

/** One event for all channels, `m1`, and one for pre-release channels, `m2`. */
const BOTH_DATASETS = {
  event1: { methods: ["m1"], objects: ["o1"], extra_keys: [], record_on_release: true },
  event2: { methods: ["m2"], objects: ["o1"], extra_keys: [] },
};

export const STORAGE_CASES: readonly SuiteCase[] = [
  {
    covers: ["5.1/17", "8/once", "8/unbounded"],
    rule: "the 1000th event of a bucket announces the limit exactly once, and recording goes on",
    async run(api, category) {
      await register(api, category);
      await recordTimes(api, category, 999);
      expect(await api.consoleMessages()).toEqual([]);
      await recordTimes(api, category, 1);
      expect(await api.consoleMessages()).toEqual([LIMIT_REACHED]);
      expect(await api.storageLimitNotifications()).toBe(1);
      await recordTimes(api, category, 10);
      expect(await storedEvents(api, category)).toHaveLength(1010);
      expect(await api.consoleMessages()).toEqual([]);
      expect(await api.storageLimitNotifications()).toBe(0);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({ dynamic: 1010 });
    },
  },
  {
    covers: ["8/once"],
    rule: "the limit is announced again when the bucket, drained, reaches 1000 again, leftovers included",
    async run(api, category) {
      await register(api, category);
      await recordTimes(api, category, 1001);
      await api.snapshotEvents(1, true, 1000);
      await api.storageLimitNotifications();
      await recordTimes(api, category, 998);
      expect(await api.storageLimitNotifications()).toBe(0);
      await recordTimes(api, category, 1);
      expect(await api.storageLimitNotifications()).toBe(1);
    },
  },
  {
    covers: ["8/per-bucket"],
    rule: "each bucket has its own thousand",
    needs: ["builtins"],
    async run(api, category) {
      await register(api, category);
      expectAccepted(await api.registerBuiltinEvents(`${category}b`, oneEvent()));
      await api.setEventRecordingEnabled(`${category}b`, true);
      await recordTimes(api, category, 999);
      await recordTimes(api, `${category}b`, 999);
      expect(await api.storageLimitNotifications()).toBe(0);
      await recordTimes(api, category, 1);
      expect(await api.storageLimitNotifications()).toBe(1);
      await recordTimes(api, `${category}b`, 1);
      expect(await api.storageLimitNotifications()).toBe(1);
    },
  },
  {
    covers: ["10/absent"],
    rule: "buckets without matching events are absent, and nothing at all is an empty object",
    async run(api, category) {
      expect(await api.snapshotEvents(1)).toEqual({});
      await register(api, category);
      await api.recordEvent(category, "m1", "o1");
      expect(await api.snapshotEvents(0)).toEqual({});
      expect(Object.keys(await api.snapshotEvents(1))).toEqual(["dynamic"]);
    },
  },
  {
    covers: ["10/dataset"],
    rule: "the pre-release dataset is everything, the all-channels dataset only record_on_release events",
    async run(api, category) {
      await register(api, category, BOTH_DATASETS);
      await api.recordEvents([
        [category, "m1", "o1"],
        [category, "m2", "o1"],
      ]);
      const methods = async (dataset: 0 | 1) =>
        (await api.snapshotEvents(dataset)).dynamic?.map(([, , method]) => method);
      expect(await methods(1)).toEqual(["m1", "m2"]);
      expect(await methods(0)).toEqual(["m1"]);
    },
  },
  {
    covers: ["10/limit"],
    rule: "the limit is one for each bucket, oldest first, and changes nothing without clear",
    needs: ["builtins"],
    async run(api, category) {
      await register(api, category);
      expectAccepted(await api.registerBuiltinEvents(`${category}b`, oneEvent()));
      await api.setEventRecordingEnabled(`${category}b`, true);
      await recordTimes(api, category, 3);
      await recordTimes(api, `${category}b`, 3);
      const snapshot = await api.snapshotEvents(1, false, 2);
      expect(snapshot.dynamic?.map((event) => event[4])).toEqual(["1", "2"]);
      expect(snapshot.parent?.map((event) => event[4])).toEqual(["1", "2"]);
      expect(await storedEvents(api, category)).toHaveLength(3);
    },
  },
  {
    covers: ["10/clear"],
    rule: "clearing drops everything, events outside the dataset included",
    async run(api, category) {
      await register(api, category, BOTH_DATASETS);
      await api.recordEvents([
        [category, "m1", "o1"],
        [category, "m2", "o1"],
      ]);
      expect((await api.snapshotEvents(0, true)).dynamic).toHaveLength(1);
      expect(await api.snapshotEvents(1)).toEqual({});
    },
  },
  {
    covers: ["10/clear", "10/limit"],
    rule: "clearing with a limit leaves the events of the dataset beyond it, in order, and nothing else",
    async run(api, category) {
      await register(api, category, BOTH_DATASETS);
      const calls = names("", 5).flatMap((value) => [
        [category, "m1", "o1", value],
        [category, "m2", "o1", value],
      ]);
      await api.recordEvents(calls);
      const taken = await api.snapshotEvents(0, true, 2);
      expect(taken.dynamic?.map((event) => event[4])).toEqual(["1", "2"]);
      expect(await storedEvents(api, category)).toEqual(
        ["3", "4", "5"].map((value) => [category, "m1", "o1", value]),
      );
    },
  },
  {
    covers: ["10/limit-zero", "10/limit-given"],
    rule: "a limit of 0 is a limit: it returns nothing, and with clear drops everything",
    async run(api, category) {
      await register(api, category);
      await recordTimes(api, category, 3);
      expect(await api.snapshotEvents(1, false, 0)).toEqual({});
      expect(await storedEvents(api, category)).toHaveLength(3);
      expect(await api.snapshotEvents(1, true, 0)).toEqual({});
      expect(await storedEvents(api, category)).toEqual([]);
    },
  },
  {
    covers: ["10/clear-events"],
    rule: "clearEvents drops records only: registrations, switches and summary counts stay",
    async run(api, category) {
      await register(api, category, { ...oneEvent() });
      await register(api, `${category}b`);
      await api.setEventRecordingEnabled(`${category}b`, false);
      await api.recordEvent(category, "m1", "o1");
      await api.clearEvents();
      expect(await api.snapshotEvents(1)).toEqual({});
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({ dynamic: 1 });
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(`${category}b`, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
      expect(await storedEvents(api, `${category}b`)).toEqual([]);
    },
  },
  {
    covers: ["9/key", "9/recorded"],
    rule: "each recorded event counts under category#method#object",
    async run(api, category) {
      await register(api, category, oneEvent({ objects: ["o1", "o2"] }));
      await api.recordEvents([
        [category, "m1", "o1"],
        [category, "m1", "o2", "v"],
        [category, "m1", "o1", "w"],
      ]);
      expect((await api.getSnapshotForKeyedScalars()).dynamic).toEqual({
        "telemetry.dynamic_event_counts": { [`${category}#m1#o1`]: 2, [`${category}#m1#o2`]: 1 },
      });
    },
  },
  {
    covers: ["9/disabled", "9/past-limit"],
    rule: "disabled categories and events past the storage limit count",
    async run(api, category) {
      await register(api, category);
      await recordTimes(api, category, 1002);
      await api.setEventRecordingEnabled(category, false);
      await recordTimes(api, category, 3);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({ dynamic: 1005 });
    },
  },
  {
    covers: ["9/not-counted"],
    rule: "unknown and expired events and bad extra keys do not count",
    async run(api, category) {
      await register(api, category, {
        ...oneEvent(),
        event2: { ...oneEvent().event1, methods: ["m2"], expired: true },
      });
      await api.recordEvents([
        [category, "m9", "o1"],
        [category, "m2", "o1"],
        [category, "m1", "o1", null, { other: "v" }],
      ]);
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
    },
  },
  {
    covers: ["9/cap"],
    rule: "the 501st key is not counted but as turned away in the parent; known keys go on, and every event is stored",
    async run(api, category) {
      const objects = names("o", 501);
      await register(api, category, oneEvent({ objects }));
      await api.recordEvents(objects.map((object) => [category, "m1", object]));
      await api.recordEvents([
        [category, "m1", "o501"],
        [category, "m1", "o500"],
      ]);
      const keyed = await api.getSnapshotForKeyedScalars();
      const counts = keyed.dynamic?.["telemetry.dynamic_event_counts"] ?? {};
      expect(Object.keys(counts)).toHaveLength(500);
      expect(counts[`${category}#m1#o500`]).toBe(2);
      expect(keyed.parent?.["telemetry.keyed_scalars_exceed_limit"]).toEqual({
        "telemetry.dynamic_event_counts": 2,
      });
      expect(await storedEvents(api, category)).toHaveLength(503);
    },
  },
];
