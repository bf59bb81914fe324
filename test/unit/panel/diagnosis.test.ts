import { describe, expect, it } from "vitest";
import type { Health, RegistryReport } from "../../../src/extension/inspector-api.ts";
import { diagnose, type Situation } from "../../../src/extension/panel-model/diagnosis.ts";

const HEALTH: Health = {
  consent: { uploadEnabled: true, dataCollectionAllowed: true },
  uploads: { officialBuild: true, policyShown: true, server: "https://telemetry.test" },
  recording: { base: true, extended: true },
  carrier: { chosen: "main", effective: "main", missing: [], wrapped: ["a"], nextEventPing: null },
  bridge: { enabled: true, up: true, routed: [], needReload: [], problem: null },
  store: { phase: "open", problem: null, setAside: null, waiting: 0, bytes: 1 },
  queue: { events: 0, bytes: 0, maxEvents: 1, maxBytes: 1 },
  lost: 0,
  problems: [],
  session: { sessionId: "s", subsessionId: "t", processStart: 0 },
  firefoxVersion: "153.0",
  limits: {
    eventCategoryBytes: 30,
    methodBytes: 20,
    objectBytes: 20,
    valueBytes: 80,
    extraKeys: 10,
    extraKeyBytes: 15,
    extraValueBytes: 80,
  },
};

const REGISTRY: RegistryReport = {
  categories: [{ category: "nav", enabled: true, builtin: false, source: "a", sources: ["a"] }],
  definitions: [
    {
      category: "nav",
      method: "m",
      object: "o",
      name: "n",
      extraKeys: [],
      dataset: 1,
      expired: false,
      builtin: false,
      source: "a",
      recorded: 1,
      refused: 0,
    },
  ],
};

const WELL: Situation = {
  health: HEALTH,
  totals: { pending: 1, refused: 0, unseen: 0, seenId: 0, lost: 0 },
  registry: REGISTRY,
  held: 1,
  shown: 1,
  filtered: false,
  cleared: false,
  paused: false,
};

function codes(change: Partial<Situation>): string[] {
  return diagnose({ ...WELL, ...change }).map(({ code }) => code);
}

function inHealth(change: Partial<Health>): Partial<Situation> {
  return { health: { ...HEALTH, ...change } };
}

const NOTHING_SHOWN = { held: 0, shown: 0 };

describe("why nothing is listed or sent", () => {
  it("has nothing to say when all is well", () => {
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Partial<Situation>]>([
    ["uploadOff", inHealth({ consent: { uploadEnabled: false, dataCollectionAllowed: true } })],
    ["dataCollectionOff", inHealth({ consent: { uploadEnabled: true, dataCollectionAllowed: false } })],
    ["unofficialBuild", inHealth({ uploads: { ...HEALTH.uploads, officialBuild: false } })],
    ["policyNotShown", inHealth({ uploads: { ...HEALTH.uploads, policyShown: false } })],
    ["carrierFallback", inHealth({ carrier: { ...HEALTH.carrier, effective: "event", missing: ["x"] } })],
    ["recordingOff", inHealth({ recording: { base: false, extended: true } })],
    ["prereleaseOnly", inHealth({ recording: { base: true, extended: false } })],
    ["bridgeOff", inHealth({ bridge: { ...HEALTH.bridge, enabled: false } })],
    ["bridgeProblem", inHealth({ bridge: { ...HEALTH.bridge, up: false, problem: "no API" } })],
    ["needReload", inHealth({ bridge: { ...HEALTH.bridge, needReload: ["a@b"] } })],
    ["storeInMemory", inHealth({ store: { ...HEALTH.store, phase: "memory", problem: "disk full" } })],
    ["storeSetAside", inHealth({ store: { ...HEALTH.store, setAside: "/x" } })],
    ["eventsLost", inHealth({ lost: 3 })],
    ["problems", inHealth({ problems: ["one", "two"] })],
    [
      "categoriesOff",
      {
        registry: {
          ...REGISTRY,
          categories: REGISTRY.categories.map((known) => ({ ...known, enabled: false })),
        },
      },
    ],
    ["allFiltered", { held: 5, shown: 0, filtered: true }],
    ["listCleared", { held: 5, shown: 0, cleared: true }],
  ])("tells %s", (code, change) => {
    expect(codes(change)).toEqual([code]);
  });

  it("tells that nothing is registered before nothing can be recorded", () => {
    const registry = { categories: [], definitions: [] };
    expect(codes({ ...NOTHING_SHOWN, registry })).toEqual(["nothingRegistered", "nothingRecorded"]);
    expect(codes(NOTHING_SHOWN)).toEqual(["nothingRecorded"]);
    expect(codes({ ...NOTHING_SHOWN, paused: true })).toEqual(["paused", "nothingRecorded"]);
  });

  it("tells when every call was refused", () => {
    const definitions = REGISTRY.definitions.map((known) => ({ ...known, recorded: 0 }));
    const totals = { ...WELL.totals, refused: 2 };
    expect(codes({ registry: { ...REGISTRY, definitions }, totals, held: 2, shown: 2 })).toEqual([
      "allRefused",
    ]);
  });

  it("puts the gravest first, and names what it is about", () => {
    const found = diagnose({
      ...WELL,
      health: {
        ...HEALTH,
        bridge: { ...HEALTH.bridge, needReload: ["a@b", "c@d"] },
        consent: { uploadEnabled: false, dataCollectionAllowed: true },
      },
    });
    expect(found.map(({ code, about }) => [code, about])).toEqual([
      ["uploadOff", []],
      ["needReload", ["a@b, c@d"]],
    ]);
  });
});
