import { expect } from "vitest";
import {
  bucketsWith,
  countsOf,
  error,
  expectAccepted,
  oneEvent,
  register,
  storedEvents,
  warning,
} from "./observe.ts";
import type { SuiteCase } from "./suite-api.ts";

export const REGISTERED_CASES: readonly SuiteCase[] = [
  {
    covers: ["4.3/cross-product"],
    rule: "an entry registers every method with every object, and nothing else",
    async run(api, category) {
      await register(api, category, {
        event1: { methods: ["m1", "m2"], objects: ["o1", "o2"], extra_keys: [] },
        event2: { methods: ["m3"], objects: ["o3"], extra_keys: [] },
      });
      const pairs = [
        ["m1", "o1"],
        ["m1", "o2"],
        ["m2", "o1"],
        ["m2", "o2"],
        ["m3", "o3"],
      ];
      for (const pair of pairs) await api.recordEvent(category, ...pair);
      await api.recordEvent(category, "m3", "o1");
      expect(await storedEvents(api, category)).toEqual(pairs.map((pair) => [category, ...pair]));
      expect(await api.consoleMessages()).toEqual([error(`Unknown event: ["${category}", "m3", "o1"]`)]);
    },
  },
  {
    covers: ["4.3/entry-name"],
    rule: "the entry name is no part of the identity and never recorded",
    async run(api, category) {
      await register(api, category, { first: oneEvent({ extra_keys: ["a"] }).event1 });
      await register(api, category, { second: oneEvent({ extra_keys: ["b"] }).event1 });
      await api.recordEvent(category, "m1", "o1", null, { a: "v" });
      await api.recordEvent(category, "first", "o1");
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1", null, { a: "v" }]]);
    },
  },
  {
    covers: ["4.3/what-is-kept"],
    rule: "each definition keeps its own extra keys, dataset and expiry",
    async run(api, category) {
      await register(api, category, {
        event1: { methods: ["m1"], objects: ["o1"], extra_keys: ["a"], record_on_release: true },
        event2: { methods: ["m2"], objects: ["o1"], extra_keys: ["b"] },
        event3: { methods: ["m3"], objects: ["o1"], extra_keys: [], expired: true },
      });
      await api.recordEvent(category, "m1", "o1", null, { a: "v" });
      await api.recordEvent(category, "m2", "o1", null, { b: "v" });
      await api.recordEvent(category, "m3", "o1");
      expect((await storedEvents(api, category)).map(([, method]) => method)).toEqual(["m1", "m2"]);
      expect((await api.snapshotEvents(0)).dynamic?.map(([, , method]) => method)).toEqual(["m1"]);
    },
  },
  {
    covers: ["4.3/enabled"],
    rule: "an add-on's category is enabled at once",
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1"]]);
    },
  },
  {
    covers: ["4.3/lifetime"],
    rule: "registrations outlive clearEvents",
    async run(api, category) {
      await register(api, category);
      await api.clearEvents();
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["4.4/1"],
    rule: "registering the identical combination again is accepted and says nothing",
    async run(api, category) {
      await register(api, category);
      await register(api, category);
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["4.4/2"],
    rule: "registering again with other extra keys is ignored, the first set stays",
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: ["first"] }));
      await register(api, category, oneEvent({ extra_keys: ["second"] }));
      await api.recordEvent(category, "m1", "o1", null, { second: "v" });
      expect(await api.consoleMessages()).toEqual([
        warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
      ]);
      await api.recordEvent(category, "m1", "o1", null, { first: "v" });
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1", null, { first: "v" }]]);
    },
  },
  {
    covers: ["4.4/3"],
    rule: "registering again with another record_on_release is ignored",
    async run(api, category) {
      await register(api, category, oneEvent({ record_on_release: false }));
      await register(api, category, oneEvent({ record_on_release: true }));
      await api.recordEvent(category, "m1", "o1");
      expect(await api.snapshotEvents(0)).toEqual({});
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["4.4/4"],
    rule: "additional methods are added with this call's keys; combinations no longer listed stay",
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: ["old"] }));
      await register(api, category, oneEvent({ methods: ["m2"], extra_keys: ["new"] }));
      await api.recordEvent(category, "m1", "o1", null, { old: "v" });
      await api.recordEvent(category, "m2", "o1", null, { new: "v" });
      await api.recordEvent(category, "m2", "o1", null, { old: "v" });
      expect(await storedEvents(api, category)).toEqual([
        [category, "m1", "o1", null, { old: "v" }],
        [category, "m2", "o1", null, { new: "v" }],
      ]);
    },
  },
  {
    covers: ["4.4/5"],
    rule: "registering again with expired ends an event: from then on it is dropped without a word",
    async run(api, category) {
      await register(api, category, oneEvent({ objects: ["o1", "o2"] }));
      await api.recordEvent(category, "m1", "o1");
      await register(api, category, oneEvent({ expired: true }));
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m1", "o2");
      expect(await storedEvents(api, category)).toEqual([
        [category, "m1", "o1"],
        [category, "m1", "o2"],
      ]);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["4.4/6"],
    rule: "an expired combination stays expired when it is registered again without expiry",
    async run(api, category) {
      await register(api, category, oneEvent({ expired: true }));
      await register(api, category, oneEvent({ expired: false }));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([]);
    },
  },
  {
    covers: ["4.4/7"],
    rule: "a built-in combination wins over an add-on's: it keeps its keys, its expiry and its process",
    needs: ["builtins"],
    async run(api, category) {
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent({ extra_keys: ["own"] })));
      await register(api, category, oneEvent({ extra_keys: ["other"], expired: true }));
      await api.recordEvent(category, "m1", "o1", null, { own: "v" });
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1", null, { own: "v" }]]);
      expect(await bucketsWith(api, category)).toEqual(["parent"]);
    },
  },
  {
    covers: ["4.4/8"],
    rule: "a new combination within a built-in category is dynamic, and enables the whole category",
    needs: ["builtins"],
    async run(api, category) {
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent()));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([]);
      await register(api, category, oneEvent({ methods: ["m2"] }));
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m2", "o1");
      expect(await bucketsWith(api, category)).toEqual(["dynamic", "parent"]);
    },
  },
  {
    covers: ["4.5/overwrites"],
    rule: "registerBuiltinEvents overwrites what is there, expiry and extra keys included",
    needs: ["builtins"],
    async run(api, category) {
      await register(api, category, oneEvent({ expired: true }));
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent({ extra_keys: ["k"] })));
      await api.recordEvent(category, "m1", "o1", null, { k: "v" });
      expect(await storedEvents(api, category)).toHaveLength(1);
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent({ expired: true })));
      await api.recordEvent(category, "m1", "o1", null, { k: "v" });
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["4.5/not-enabled"],
    rule: "registerBuiltinEvents makes the category known without enabling it",
    needs: ["builtins"],
    async run(api, category) {
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent()));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([]);
      expectAccepted(await api.setEventRecordingEnabled(category, true));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["4.5/process", "4.5/counted", "7/builtin"],
    rule: "built-in events are recorded in their real process and counted in telemetry.event_counts there",
    needs: ["builtins", "processes"],
    async run(api, category) {
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent()));
      await api.setEventRecordingEnabled(category, true);
      await api.inProcess("content").recordEvent(category, "m1", "o1");
      expect(await bucketsWith(api, category)).toEqual(["content"]);
      const keyed = await api.getSnapshotForKeyedScalars();
      expect(keyed.content).toEqual({ "telemetry.event_counts": { [`${category}#m1#o1`]: 1 } });
    },
  },
  {
    covers: ["7/dynamic"],
    rule: "an add-on's events are in the bucket dynamic whatever process recorded them",
    needs: ["processes"],
    async run(api, category) {
      await register(api, category);
      await api.inProcess("content").recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m1", "o1");
      expect(await bucketsWith(api, category)).toEqual(["dynamic"]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({ dynamic: 2 });
    },
  },
  {
    covers: ["4.5/validated"],
    rule: "registerBuiltinEvents validates as registerEvents does",
    needs: ["builtins"],
    async run(api, category) {
      expect(await api.registerBuiltinEvents(category, oneEvent({ methods: ["-"] }))).toEqual({
        ok: false,
        error: "Method names should match the identifier pattern.",
      });
    },
  },
];
