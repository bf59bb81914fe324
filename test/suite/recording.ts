import { expect } from "vitest";
import { countsOf, error, expectAccepted, oneEvent, register, storedEvents, warning } from "./observe.ts";
import { RECORDING_REFUSALS } from "./recording-refusals.ts";
import type { SuiteCase } from "./suite-api.ts";

export const RECORDING_CASES: readonly SuiteCase[] = [
  ...RECORDING_REFUSALS,
  {
    covers: ["5.1/10", "5.1/unknown-alike"],
    rule: "an unknown category, method or object is one and the same error",
    async run(api, category) {
      await register(api, category);
      const unknown = [
        [`${category}x`, "m1", "o1"],
        [category, "m9", "o1"],
        [category, "m1", "o9"],
      ];
      for (const names of unknown) expectAccepted(await api.recordEvent(...names));
      expect(await api.consoleMessages()).toEqual(
        unknown.map(([c, m, o]) => error(`Unknown event: ["${c}", "${m}", "${o}"]`)),
      );
      expect(await storedEvents(api, category)).toEqual([]);
    },
  },
  {
    covers: ["5.1/10"],
    rule: "names that would only join to a registered event's are unknown",
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(`${category}#m1`, "o1", "");
      await api.recordEvent(category, "m1#o1", "");
      expect(await api.consoleMessages()).toEqual([
        error(`Unknown event: ["${category}#m1", "o1", ""]`),
        error(`Unknown event: ["${category}", "m1#o1", ""]`),
      ]);
    },
  },
  {
    covers: ["5.1/10"],
    rule: "null is not the name «null»",
    needs: ["native"],
    async run(api, category) {
      await register(api, category, oneEvent({ methods: ["null"], objects: ["null"] }));
      await api.recordEvents([
        [category, null, "null"],
        [category, "null", null],
      ]);
      expect(await storedEvents(api, category)).toEqual([]);
      await api.recordEvent(category, "null", "null");
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["5.1/11", "5.1/expiry-first"],
    rule: "an expired event is dropped without a word, bad extra keys or not",
    async run(api, category) {
      await register(api, category, oneEvent({ expired: true }));
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m1", "o1", null, { other: "v" });
      expect(await api.consoleMessages()).toEqual([]);
      expect(await storedEvents(api, category)).toEqual([]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({});
    },
  },
  {
    covers: ["5.1/12"],
    rule: "an add-on's event goes to the bucket dynamic",
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(category, "m1", "o1");
      expect(Object.keys(await api.snapshotEvents(1))).toEqual(["dynamic"]);
    },
  },
  {
    covers: ["5.1/14", "6.1/permission", "9/not-permitted"],
    rule: "without extended recording only record_on_release events are recorded; the others are neither stored nor counted nor reported",
    async run(api, category) {
      await register(api, category, {
        event1: oneEvent().event1,
        event2: { methods: ["m2"], objects: ["o1"], extra_keys: [], record_on_release: true },
      });
      await api.setRecording({ base: true, extended: false });
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m2", "o1");
      expect(await storedEvents(api, category)).toEqual([[category, "m2", "o1"]]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({});
      expect(await countsOf(api, `${category}#m2#o1`)).toEqual({ dynamic: 1 });
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["5.1/14", "6.1/permission"],
    rule: "without base recording nothing is recorded",
    async run(api, category) {
      await register(api, category, oneEvent({ record_on_release: true }));
      await api.setRecording({ base: false, extended: false });
      await api.recordEvent(category, "m1", "o1");
      await api.setRecording({ base: true, extended: true });
      expect(await storedEvents(api, category)).toEqual([]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({});
    },
  },
  {
    covers: ["5.1/bad-keys-reported"],
    rule: "a bad extra key is reported even while recording is off",
    async run(api, category) {
      await register(api, category);
      await api.setRecording({ base: false, extended: false });
      await api.recordEvent(category, "m1", "o1", null, { other: "v" });
      expect(await api.consoleMessages()).toEqual([
        warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
      ]);
    },
  },
  {
    covers: ["5.1/bad-keys-reported", "5.1/16"],
    rule: "a bad extra key is reported even while the category is disabled",
    async run(api, category) {
      await register(api, category);
      await api.setEventRecordingEnabled(category, false);
      await api.recordEvent(category, "m1", "o1", null, { other: "v" });
      expect(await api.consoleMessages()).toEqual([
        warning(`Invalid extra key for event ["${category}", "m1", "o1"].`),
      ]);
    },
  },
  {
    covers: ["5.1/15", "5.1/16", "6.2/add-on"],
    rule: "an event of a disabled category is counted and not stored; enabling the category records it again",
    async run(api, category) {
      await register(api, category);
      expectAccepted(await api.setEventRecordingEnabled(category, false));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([]);
      expect(await countsOf(api, `${category}#m1#o1`)).toEqual({ dynamic: 1 });
      expectAccepted(await api.setEventRecordingEnabled(category, true));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1"]]);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["6.2/unknown"],
    rule: "setEventRecordingEnabled warns about a category it does not know, and changes nothing",
    async run(api, category) {
      expectAccepted(await api.setEventRecordingEnabled(category, true));
      expect(await api.consoleMessages()).toEqual([
        warning(`Unknown category for SetEventRecordingEnabled: ${category}`),
      ]);
    },
  },
  {
    covers: ["6.2/another"],
    rule: "an add-on's category stays unknown to those who registered nothing in it",
    needs: ["sources"],
    async run(api, category) {
      await register(api.as("one@example.org"), category);
      expectAccepted(await api.as("two@example.org").setEventRecordingEnabled(category, false));
      expect(await api.consoleMessages()).toEqual([
        warning(`Unknown category for SetEventRecordingEnabled: ${category}`),
      ]);
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["5.1/types-first"],
    rule: "wrong types are reported for unknown and expired events too, and only the first problem is",
    needs: ["native"],
    async run(api, category) {
      await register(api, category, oneEvent({ expired: true }));
      await api.recordEvent(category, "m1", "o1", 5, 6);
      await api.recordEvent(category, "unknown", "o1", null, { key1: 5, key2: "v".repeat(81) });
      expect(await api.consoleMessages()).toEqual([
        warning("Invalid type for value parameter."),
        warning("Extra properties should have string values."),
      ]);
    },
  },
  {
    covers: ["5.1/omitted"],
    rule: "value and extra can be left out, or be null",
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(category, "m1", "o1");
      await api.recordEvent(category, "m1", "o1", null);
      await api.recordEvent(category, "m1", "o1", null, null);
      expect(await storedEvents(api, category)).toEqual(Array(3).fill([category, "m1", "o1"]));
    },
  },
  {
    covers: ["5.1/omitted"],
    rule: "an explicit undefined is the same as leaving the argument out",
    needs: ["not-json"],
    async run(api, category) {
      await register(api, category);
      await api.recordEvent(category, "m1", "o1", undefined, undefined);
      expect(await storedEvents(api, category)).toEqual([[category, "m1", "o1"]]);
      expect(await api.consoleMessages()).toEqual([]);
    },
  },
  {
    covers: ["5.2/never-throws"],
    rule: "recordEvent does not fail whatever its names are",
    needs: ["native"],
    async run(api) {
      for (const name of [null, 5, {}, [], true]) expectAccepted(await api.recordEvent(name, name, name));
      expect((await api.consoleMessages()).map(({ level }) => level)).toEqual(Array(5).fill("error"));
    },
  },
];
