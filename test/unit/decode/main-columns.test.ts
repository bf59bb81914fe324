import { describe, expect, it } from "vitest";
import { listActiveAddons, listDisabledAddons } from "../../../src/pipeline/decode/active-addons.ts";
import {
  readAllExperiments,
  readExperimentDetails,
  readExperiments,
} from "../../../src/pipeline/decode/experiments.ts";
import { readBoolean, readHighestBucket, readMean, readSum } from "../../../src/pipeline/decode/histogram.ts";
import { readMeasures } from "../../../src/pipeline/decode/main-measures.ts";
import { readSearchCounts } from "../../../src/pipeline/decode/search-counts.ts";
import { readUserPrefs } from "../../../src/pipeline/decode/user-prefs.ts";

const values = (counts: Record<string, unknown>, sum?: unknown) => ({ sum, values: counts });

describe("a histogram", () => {
  it.each([
    [values({}, 7), 7],
    [values({}, 0), 0],
    [values({}, "7"), undefined],
    [values({}, 1.5), undefined],
    [undefined, undefined],
  ])("%j has the sum %j", (histogram, expected) => {
    expect(readSum(histogram)).toBe(expected);
  });

  it.each([
    [values({ 0: 0, 1: 3 }), true],
    [values({ 0: 2, 1: 1 }), true],
    [values({ 0: 2, 1: 0 }), false],
    [values({ 0: 0 }), undefined],
    [{}, undefined],
    [undefined, undefined],
  ])("%j as a flag is %j", (histogram, expected) => {
    expect(readBoolean(histogram)).toBe(expected);
  });

  it.each([
    [values({ 0: 1, 2: 1, 3: 0 }), 2],
    [values({ 10: 1, 9: 1 }), 10],
    [values({ 0: 0 }), undefined],
    [values({ x: 1 }), undefined],
    [undefined, undefined],
  ])("%j was hit highest in %j", (histogram, expected) => {
    expect(readHighestBucket(histogram)).toBe(expected);
  });

  it.each([
    [values({ 1: 2, 5: 1 }, 7), 2],
    [values({}, 0), 0],
    [values({}, 7), undefined],
    [values({ 1: 1 }, -1), undefined],
    [undefined, undefined],
  ])("%j has the mean %j, cut", (histogram, expected) => {
    expect(readMean(histogram)).toBe(expected);
  });
});

describe("the measures of a main ping", () => {
  it("come from histograms, keyed histograms, scalars and simple measurements", () => {
    const payload = {
      histograms: { WEAVE_CONFIGURED: values({ 1: 1 }), PLACES_PAGES_COUNT: values({ 10: 2 }, 21) },
      keyedHistograms: { SUBPROCESS_ABNORMAL_ABORT: { content: values({ 0: 3 }, 3), plugin: "broken" } },
      simpleMeasurements: { totalTime: 600, firstPaint: 5, activeTicks: 6, main: 1.5 },
      processes: { parent: { scalars: { "timestamps.first_paint": 9 } } },
    };
    expect(readMeasures(payload)).toEqual({
      sync_configured: true,
      places_pages_count: 10,
      aborts_content: 3,
      total_time: 600,
      first_paint: 9,
      active_ticks: 6,
    });
  });

  it("are none of an empty payload, and never more than 32 bits", () => {
    expect(readMeasures({})).toEqual({});
    expect(readMeasures({ simpleMeasurements: { totalTime: 2 ** 31 } })).toEqual({});
  });
});

describe("search counts", () => {
  it.each([
    ["google.urlbar", "google", "urlbar"],
    ["other-My.Engine.searchbar", "other-My.Engine", "searchbar"],
    ["google.in-content.sap:firefox-b", "google", "in-content:sap:firefox-b"],
    ["nodot", null, null],
  ])("split %s into %s and %s", (key, engine, source) => {
    expect(readSearchCounts({ [key]: { sum: 4 } })).toEqual([{ engine, source, count: 4 }]);
  });

  it("keep a search without a count", () => {
    expect(readSearchCounts({ "google.urlbar": { sum: "x" } })).toEqual([
      { engine: "google", source: "urlbar", count: null },
    ]);
  });
});

describe("experiments", () => {
  const environment = {
    addons: { activeExperiment: { id: "old", branch: "a" } },
    experiments: { new: { branch: "b", type: "t", enrollmentId: "e" }, odd: {}, __proto__x: { branch: "c" } },
  };

  it("of a main ping are id to branch", () => {
    expect(readExperiments(environment)).toEqual({ new: "b", odd: null, __proto__x: "c" });
  });

  it("of an event ping have the old experiment among them", () => {
    expect(readAllExperiments(environment)).toEqual({ old: "a", new: "b", odd: null, __proto__x: "c" });
  });

  it("in detail are branch, type and enrollment id", () => {
    expect(readExperimentDetails(environment)?.new).toEqual({ branch: "b", type: "t", enrollment_id: "e" });
  });

  it("that are none are null, not empty", () => {
    expect([
      readExperiments({ experiments: {} }),
      readAllExperiments({}),
      readExperimentDetails(undefined),
    ]).toEqual([undefined, undefined, undefined]);
  });

  it("survive an id of __proto__", () => {
    const sent = JSON.parse('{"experiments":{"__proto__":{"branch":"b"}}}');
    expect(Object.entries(readExperiments(sent) ?? {})).toEqual([["__proto__", "b"]]);
  });
});

describe("user preferences", () => {
  it("become columns of their own type; others are left out", () => {
    expect(
      readUserPrefs({
        "dom.ipc.processCount": 8,
        "browser.search.region": "DE",
        "marionette.enabled": "true",
        "network.trr.mode": 2.5,
        "some.other.pref": 1,
      }),
    ).toEqual({ user_pref_dom_ipc_processcount: 8, user_pref_browser_search_region: "DE" });
  });
});

describe("add-ons", () => {
  it("are listed with their id, old flags as booleans and versions as text", () => {
    const addons = listActiveAddons({
      "a@b": { version: 1.5, foreignInstall: 1, userDisabled: false, scope: 4 },
    });
    expect(addons).toEqual([
      { addon_id: "a@b", version: "1.5", foreign_install: true, user_disabled: false, scope: 4 },
    ]);
  });

  it("are disabled when only the details name them", () => {
    expect(listDisabledAddons({ a: {}, b: {} }, { b: {} })).toEqual(["a"]);
    expect(listDisabledAddons({ a: {} }, undefined)).toEqual(["a"]);
  });
});
