import { describe, expect, it } from "vitest";
import { eventPing } from "../../../src/pings/event-ping.ts";
import { explainFault } from "../../../src/pings/explain-fault.ts";
import { mainPing, mainPingAnyEvents } from "../../../src/pings/main-ping.ts";
import { focusEventPing, mobileEventPing } from "../../../src/pings/mobile-event-ping.ts";
import {
  eventPingSample,
  focusEventPingSample,
  type Json,
  type JsonObject,
  mainPingSample,
  mobileEventPingSample,
  withValue,
} from "../../support/ping-samples.ts";

const schemas = {
  main: mainPing,
  event: eventPing,
  "mobile-event": mobileEventPing,
  "focus-event": focusEventPing,
};
const samples: Record<keyof typeof schemas, () => JsonObject> = {
  main: mainPingSample,
  event: eventPingSample,
  "mobile-event": mobileEventPingSample,
  "focus-event": focusEventPingSample,
};

type Case = [type: keyof typeof schemas, path: string, value: Json | undefined];

const stillGood: Case[] = [
  ["main", "type", "first-shutdown"],
  ["main", "payload", undefined],
  ["main", "environment", undefined],
  ["main", "application.displayVersion", undefined],
  ["main", "somethingNew", { a: [1] }],
  ["main", "payload.processes.rdd", { events: [["malformed"]] }],
  ["main", "payload.info.subsessionLength", 0],
  ["event", "clientId", undefined],
  ["event", "payload", undefined],
  ["event", "environment", undefined],
  ["event", "payload.lostEventsCount", -3],
  ["event", "payload.events.utility", [["malformed"]]],
  ["event", "clientId", "ABCDEF00-711B-4E9F-94B5-52A2B40A44B1"],
  ["mobile-event", "tz", undefined],
  ["mobile-event", "experiments", undefined],
  ["mobile-event", "settings.pref_b", null],
  ["mobile-event", "unknown", 5],
  ["focus-event", "processStartTimestamp", undefined],
  ["focus-event", "device", undefined],
];

const spoiled: Case[] = [
  ["main", "type", "saved-session"],
  ["main", "version", 5],
  ["main", "clientId", undefined],
  ["main", "id", "not-a-uuid"],
  ["main", "creationDate", "2026-11-24T01:59:58Z"],
  ["main", "application.surprise", "x"],
  ["main", "application.vendor", null],
  ["main", "application.version", "1.0"],
  ["main", "application.buildId", "2026"],
  ["main", "environment.partner", undefined],
  ["main", "environment.system.memoryMB", "16384"],
  ["main", "payload.processes.parent", undefined],
  ["main", "payload.processes.parent.scalars", undefined],
  ["main", "payload.processes.parent.events", [["malformed"]]],
  ["main", "payload.processes.dynamic.events", [[1.5, "c", "m", "o"]]],
  ["main", "payload.info.subsessionLength", -1],
  ["event", "payload.events.socket", [[1, "c", "m", "o", 5]]],
  ["event", "payload.events.parent", {}],
  ["event", "payload.processStartTimestamp", "soon"],
  ["event", "environment.experiments", { a: { branch: 7 } }],
  ["mobile-event", "processStartTimestamp", undefined],
  ["mobile-event", "seq", -1],
  ["mobile-event", "v", 0],
  ["mobile-event", "experiments", { a: null }],
  ["mobile-event", "settings", { a: true }],
  ["mobile-event", "clientId", "c0ffee"],
  ["focus-event", "events", [[1, "c", "m"]]],
  ["focus-event", "settings", undefined],
];

function change([type, path, value]: Case): JsonObject {
  return withValue(samples[type](), path.split("."), value);
}

describe("the ping schemas", () => {
  it.each(Object.keys(schemas) as (keyof typeof schemas)[])("take a complete %s ping", (type) => {
    expect(schemas[type].safeParse(samples[type]()).error).toBeUndefined();
  });

  it.each(stillGood)("take a %s ping whose %s is %j", (...spec) => {
    expect(schemas[spec[0]].safeParse(change(spec)).error).toBeUndefined();
  });

  it.each(spoiled)("refuse a %s ping whose %s is %j, and name the field", (...spec) => {
    const ping = change(spec);
    const { error } = schemas[spec[0]].safeParse(ping);
    expect(error).toBeDefined();
    if (error === undefined) return;
    expect(explainFault(error, ping)).toContain(spec[1].split(".")[0]);
  });

  it("let the pipeline keep a main ping whose events are malformed", () => {
    const ping = change(["main", "payload.processes.parent.events", [["malformed"], 5]]);
    expect(mainPing.safeParse(ping).success).toBe(false);
    expect(mainPingAnyEvents.safeParse(ping).success).toBe(true);
  });
});

describe("explainFault", () => {
  const explain = (type: keyof typeof schemas, path: string, value: Json | undefined): string => {
    const ping = change([type, path, value]);
    const { error } = schemas[type].safeParse(ping);
    return error === undefined ? "" : explainFault(error, ping);
  };

  it("says what was expected and what was got", () => {
    expect(explain("main", "application.vendor", null)).toBe("application.vendor: expected string, got null");
    expect(explain("main", "version", 5)).toBe("version: expected 4, got 5");
    expect(explain("mobile-event", "seq", -1)).toBe("seq: expected at least 0, got -1");
    expect(explain("main", "application.surprise", 1)).toBe('application: unknown key "surprise"');
  });

  it("names the item of an event", () => {
    expect(explain("event", "payload.events.parent", [[1, "c", "m", "o", null, { branch: 5 }]])).toBe(
      "payload.events.parent[0].extra.branch: expected a string or null, got 5",
    );
  });

  it("is bounded, however much is wrong and however long it is", () => {
    const ping = { clientId: "x".repeat(100_000) };
    const { error } = mainPing.safeParse(ping);
    expect(error && explainFault(error, ping).length).toBeLessThan(1024);
  });
});
