import { describe, expect, it } from "vitest";
import { eventPing } from "../../../src/pings/event-ping.ts";
import { mainPing } from "../../../src/pings/main-ping.ts";
import { focusEventPing, mobileEventPing } from "../../../src/pings/mobile-event-ping.ts";
import { formatLocalHour } from "../../../src/pipeline/simulate/client-clock.ts";
import { packUpload } from "../../../src/pipeline/simulate/pack-upload.ts";
import type { Upload } from "../../../src/pipeline/simulate/upload.ts";
import { compileMozillaSchema, haveMozillaSchemas } from "../../support/mozilla-schemas.ts";
import { simulateAll, WELL_BEHAVED } from "../../support/simulation.ts";

const SCHEMAS = {
  main: [mainPing, "main.4"],
  "first-shutdown": [mainPing, "main.4"],
  event: [eventPing, "event.4"],
  "mobile-event": [mobileEventPing, "mobile-event.1"],
  "focus-event": [focusEventPing, "focus-event.1"],
} as const;

const TYPES = Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[];
const uploads = simulateAll({
  ...WELL_BEHAVED,
  clients: 150,
  heavyClients: 1,
  heavyEvents: 40_000,
  skewed: 0.3,
});
const ofType = (type: string) => uploads.filter(({ documentType }) => documentType === type);
const parse = ({ text }: Upload) => JSON.parse(text);

function groupByClient(type: string) {
  const groups = new Map<string, ReturnType<typeof parse>[]>();
  for (const ping of ofType(type).map(parse)) {
    groups.set(ping.clientId, [...(groups.get(ping.clientId) ?? []), ping]);
  }
  return groups;
}

describe.each(TYPES)("simulated %s pings", (type) => {
  it("are there, and each is what its schema says", () => {
    const [schema] = SCHEMAS[type];
    const found = ofType(type);
    expect(found.length).toBeGreaterThan(0);
    for (const upload of found) schema.parse(parse(upload));
  });

  it.skipIf(!haveMozillaSchemas)("are what Mozilla's own schema says", () => {
    const validate = compileMozillaSchema(SCHEMAS[type][1]);
    for (const upload of ofType(type))
      expect(validate(parse(upload)), JSON.stringify(validate.errors)).toBe(true);
  });
});

it("a path names the document, its type and the application as Firefox does", () => {
  for (const upload of uploads) {
    const [, submit, namespace, id, type, app, version, channel, build, ...rest] = upload.uri.split("/");
    expect([submit, namespace, type, rest]).toEqual(["submit", "telemetry", upload.documentType, []]);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const part of [app, version, channel, build]) expect(part).not.toBe("");
  }
});

it("main pings carry at most 500 events and event pings at most 1000, and the rest of a heavy day is in event pings", () => {
  const sizes = (type: string) => ofType(type).map(({ events }) => events);
  expect(Math.max(...sizes("main"))).toBeLessThanOrEqual(500);
  expect(Math.max(...sizes("event"))).toBe(1000);
  const heavy = simulateAll({ ...WELL_BEHAVED, clients: 1, days: 1, heavyClients: 1, heavyEvents: 100_000 });
  const distinct = heavy.filter(({ documentType }) => documentType !== "first-shutdown");
  expect(distinct.reduce((sum, { events }) => sum + events, 0)).toBe(100_000);
});

it("an upload counts the events that its document holds", () => {
  for (const upload of uploads) {
    const { payload, events } = parse(upload);
    const lists = payload?.events ?? payload?.processes ?? { events };
    const found = Object.values(lists as Record<string, { events?: unknown[] } | unknown[]>).map((list) =>
      Array.isArray(list) ? list.length : (list.events?.length ?? 0),
    );
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(upload.events);
  }
});

it("subsessions of a client follow one another without a gap", () => {
  const byClient = groupByClient("main");
  expect(byClient.size).toBeGreaterThan(50);
  for (const pings of byClient.values()) {
    const infos = pings.map(({ payload }) => payload.info);
    for (const [i, info] of infos.entries()) {
      if (i === 0) continue;
      expect(info.previousSubsessionId).toBe(infos[i - 1].subsessionId);
      expect(info.profileSubsessionCounter).toBe(infos[i - 1].profileSubsessionCounter + 1);
    }
  }
});

it("an event ping names a session that a main ping of its client tells of", () => {
  const sessions = new Set(ofType("main").map((upload) => parse(upload).payload.info.sessionId));
  for (const upload of ofType("event")) expect(sessions).toContain(parse(upload).payload.sessionId);
});

it("main pings have every reason, most of them shutdown", () => {
  const reasons = ofType("main").map((upload) => parse(upload).payload.info.reason as string);
  expect([...new Set(reasons)].sort()).toEqual([
    "aborted-session",
    "daily",
    "environment-change",
    "shutdown",
  ]);
  expect(reasons.filter((reason) => reason === "shutdown").length / reasons.length).toBeGreaterThan(0.6);
});

it("mobile pings of a client are numbered from 1", () => {
  const byClient = groupByClient("mobile-event");
  for (const pings of byClient.values())
    expect(pings.map(({ seq }) => seq)).toEqual(pings.map((_, i) => i + 1));
});

it("some clients with a wrong clock have events from before their process began", () => {
  const negative = ofType("event").filter(({ text }) => /\[-\d+,"/.test(text));
  expect(negative.length).toBeGreaterThan(0);
});

it("with 300 histograms a main ping is as large as a real one: 10 to 40 KiB gzipped", async () => {
  const large = simulateAll({ ...WELL_BEHAVED, clients: 5, histograms: 300 }).filter(
    ({ documentType }) => documentType === "main",
  );
  for (const upload of large) {
    const kibibytes = (await packUpload(upload)).length / 1024;
    expect(kibibytes).toBeGreaterThan(10);
    expect(kibibytes).toBeLessThan(40);
  }
});

it.each([
  [Date.UTC(2018, 5, 7, 18, 59), 360, "2018-06-08T00:00:00.0+06:00"],
  [Date.UTC(2018, 5, 7, 18, 31), 330, "2018-06-08T00:00:00.0+05:30"],
  [Date.UTC(2026, 10, 24, 2, 30), -480, "2026-11-23T18:00:00.0-08:00"],
  [Date.UTC(2026, 10, 24, 2, 30), 0, "2026-11-24T02:00:00.0+00:00"],
])("a session date is the client's own hour: %i at %i minutes east is %s", (at, timezone, expected) => {
  expect(formatLocalHour(at, timezone)).toBe(expected);
});
