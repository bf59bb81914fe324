import { expect } from "vitest";
import { expectAccepted, expectError, names, oneEvent, register, storedEvents } from "./observe.ts";
import { REGISTRATION_REFUSALS } from "./registration-refusals.ts";
import type { SuiteCase } from "./suite-api.ts";

export const REGISTRATION_CASES: readonly SuiteCase[] = [
  {
    covers: ["4.1/1", "4.1/order"],
    rule: "the category is checked before the data",
    needs: ["native"],
    async run(api) {
      expectError(
        await api.registerEvents("bad-", null),
        "Category parameter should match the identifier pattern.",
      );
    },
  },
  {
    covers: ["4.1/1"],
    rule: "a category that is no text is off the pattern",
    needs: ["native"],
    async run(api) {
      const refusal = "Category parameter should match the identifier pattern.";
      expectError(await api.registerEvents(null, oneEvent()), refusal);
      expectError(await api.registerEvents({}, oneEvent()), refusal);
    },
  },
  ...REGISTRATION_REFUSALS,
  {
    covers: ["4.1/2"],
    rule: "an array is an object: an empty one registers nothing and is accepted",
    needs: ["native"],
    async run(api, category) {
      expectAccepted(await api.registerEvents(category, []));
    },
  },
  {
    covers: ["4.1/unknown-properties"],
    rule: "unknown properties of an entry are ignored",
    needs: ["native"],
    async run(api, category) {
      await register(api, category, oneEvent({ description: 5, bug_numbers: null }));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["4.1/empty"],
    rule: "empty methods, objects and data are accepted and register nothing",
    async run(api, category) {
      await register(api, category, {});
      await register(api, category, oneEvent({ methods: [] }));
      await register(api, category, oneEvent({ objects: [] }));
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([]);
    },
  },
  {
    covers: ["4.1/empty"],
    rule: "a registration without events still enables a built-in category",
    needs: ["builtins"],
    async run(api, category) {
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent()));
      await register(api, category, {});
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toHaveLength(1);
    },
  },
  {
    covers: ["4.1/duplicates"],
    rule: "ten extra keys are accepted, duplicates among them",
    async run(api, category) {
      await register(api, category, oneEvent({ extra_keys: [...names("key", 9), "key1"] }));
      await api.recordEvent(category, "m1", "o1", null, { key1: "v", key9: "w" });
      expect(await storedEvents(api, category)).toEqual([
        [category, "m1", "o1", null, { key1: "v", key9: "w" }],
      ]);
    },
  },
  {
    covers: ["4.2/atomic"],
    rule: "a registration that fails at its last entry registers nothing",
    async run(api, category) {
      const data = { ...oneEvent(), event2: { methods: ["bad-method"], objects: ["o2"], extra_keys: [] } };
      expectError(
        await api.registerEvents(category, data),
        "Method names should match the identifier pattern.",
      );
      await api.recordEvent(category, "m1", "o1");
      expect(await api.consoleMessages()).toEqual([
        { level: "error", text: `Unknown event: ["${category}", "m1", "o1"]` },
      ]);
    },
  },
  {
    covers: ["4.2/atomic"],
    rule: "a registration that fails does not enable the category",
    needs: ["builtins"],
    async run(api, category) {
      expectAccepted(await api.registerBuiltinEvents(category, oneEvent()));
      expectError(
        await api.registerEvents(category, oneEvent({ methods: ["bad-method"] })),
        "Method names should match the identifier pattern.",
      );
      await api.recordEvent(category, "m1", "o1");
      expect(await storedEvents(api, category)).toEqual([]);
    },
  },
];
