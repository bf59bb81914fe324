/** Small, complete pings of every type we know, and ways to spoil them. Values are made up. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const CLIENT_ID = "2907648d-711b-4e9f-94b5-52a2b40a44b1";

const application: JsonObject = {
  architecture: "x86-64",
  buildId: "20261102153000",
  channel: "release",
  displayVersion: "153.7.0esr",
  name: "Firefox",
  platformVersion: "153.7.0",
  vendor: "Mozilla",
  version: "153.7.0",
  xpcomAbi: "x86_64-gcc3",
};

const environment: JsonObject = {
  build: {
    applicationId: "{ec8030f7-c20a-464f-9b0e-13a3a9e97384}",
    applicationName: "Firefox",
    architecture: "x86-64",
    buildId: "20261102153000",
    platformVersion: "153.7.0",
    vendor: "Mozilla",
    version: "153.7.0",
    xpcomAbi: "x86_64-gcc3",
  },
  experiments: { "pref-flip-1": { branch: "treatment", type: "pref-flip", enrollmentId: "e-1" } },
  partner: { distributionId: null, partnerNames: [] },
  profile: { creationDate: 20400 },
  settings: {
    locale: "de",
    telemetryEnabled: true,
    isDefaultBrowser: null,
    update: { channel: "release", enabled: true },
    userPrefs: { "dom.ipc.processCount": 8, "browser.search.region": "DE" },
  },
  system: { memoryMB: 16384, os: { name: "Linux", version: "6.12" }, cpu: { count: 8, cores: 4 } },
};

const common: JsonObject = {
  id: "90210716-99f8-4a4f-8119-9bfc16cd68a3",
  clientId: CLIENT_ID,
  creationDate: "2026-11-24T01:59:58.123Z",
  version: 4,
  application,
  environment,
};

export function mainPingSample(): JsonObject {
  return structuredClone({
    ...common,
    type: "main",
    payload: {
      ver: 4,
      info: {
        reason: "shutdown",
        sessionId: "11111111-1111-4111-8111-111111111111",
        subsessionId: "22222222-2222-4222-8222-222222222222",
        sessionStartDate: "2026-11-24T01:00:00.0+00:00",
        subsessionStartDate: "2026-11-24T01:00:00.0+00:00",
        sessionLength: 3600,
        subsessionLength: 3600,
        subsessionCounter: 1,
        profileSubsessionCounter: 17,
        timezoneOffset: 0,
      },
      processes: {
        parent: {
          scalars: { "browser.engagement.active_ticks": 12 },
          events: [[4711, "navigation", "search", "urlbar", "enter", { engine: "ddg" }]],
        },
        dynamic: { scalars: {}, events: [[4712, "addon", "click", "button"]] },
      },
    },
  });
}

export function eventPingSample(): JsonObject {
  return structuredClone({
    ...common,
    type: "event",
    payload: {
      reason: "periodic",
      processStartTimestamp: 1795480800000,
      sessionId: "11111111-1111-4111-8111-111111111111",
      subsessionId: "22222222-2222-4222-8222-222222222222",
      lostEventsCount: 0,
      events: {
        parent: [[4711, "navigation", "search", "urlbar"]],
        dynamic: [[4712, "addon", "click", "button", "x"]],
      },
    },
  });
}

export function mobileEventPingSample(): JsonObject {
  return structuredClone({
    v: 1,
    clientId: CLIENT_ID,
    seq: 3,
    locale: "en-US",
    os: "Android",
    osversion: "29",
    created: 1795485598000,
    createdTimestamp: 1795485598000,
    processStartTimestamp: 1795480800000,
    tz: 60,
    device: "Pixel",
    arch: "arm64",
    settings: { pref_a: "true", pref_b: null },
    experiments: { "exp-1": "control" },
    events: [
      [1, "action", "open", "app"],
      [2, "action", "type_url", "search_bar", null, { autocomplete: "true" }],
    ],
  });
}

export function focusEventPingSample(): JsonObject {
  const ping = mobileEventPingSample();
  delete ping.processStartTimestamp;
  return ping;
}

/** A copy of `document` with the value at `path` replaced (or removed, for `undefined`); missing parents are made. */
export function withValue(
  document: JsonObject,
  path: readonly (string | number)[],
  value: Json | undefined,
): JsonObject {
  const copy = structuredClone(document);
  let at: Record<string | number, Json> = copy;
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    if (typeof next === "object" && next !== null) at = next as Record<string | number, Json>;
    else {
      const made: JsonObject = {};
      at[key] = made;
      at = made;
    }
  }
  const last = path.at(-1);
  if (last === undefined) throw new Error("withValue needs a path");
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}
