import { describe, expect, it } from "vitest";
import {
  engineReady,
  forceDailyPing,
  IMPORT,
  installAddOn,
  pendingCount,
  recordThings,
  registerThing,
  sentPing,
  whileSending,
} from "../support/add-on.ts";
import type { CapturedPing } from "../support/capture.ts";
import { packAddOn } from "../support/pack-add-on.ts";
import { numbersOf, readEvents } from "../support/ping-events.ts";
import { useRestartableFirefox } from "../support/restartable-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const upTo = (count: number, first = 0): number[] => Array.from({ length: count }, (_, n) => first + n);
/** Firefox sends event pings of its own events too. */
const ours = (category: string) => (ping: CapturedPing) => numbersOf([ping], category).length > 0;
const sorted = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);

describe("the carriers in a real Firefox", () => {
  const run = useRestartableFirefox();

  it("brings 2,600 events of one session to the edge once each: 500 in a main ping, the others in event pings", async () => {
    const firefox = await run().startWithAddOn();
    await registerThing(firefox, "many.events");
    await recordThings(firefox, "many.events", 2_600);
    await run().quit();
    await run().restart();
    await whileSending(
      run().firefox,
      () => numbersOf(run().capture.pings(), "many.events").length >= 2_600,
      "2,600 events at the edge",
    );
    expect(sorted(numbersOf(run().capture.pings(), "many.events"))).toEqual(upTo(2_600));
    const mains = run().capture.pings({ type: "main" });
    expect(numbersOf(mains, "many.events")).toHaveLength(500);
    for (const ping of run().capture.pings({ type: "event" })) {
      expect(numbersOf([ping], "many.events").length).toBeLessThanOrEqual(1_000);
    }
  });

  it("sends the events of a profile's first session in main, and none in its first-shutdown copy", async () => {
    const firefox = await run().startWithAddOn({
      "toolkit.telemetry.firstShutdownPing.enabled": true,
      "toolkit.telemetry.shutdownPingSender.enabled": true,
    });
    await registerThing(firefox, "first.session");
    await recordThings(firefox, "first.session", 3);
    await run().quit();
    await run().restart();
    const main = await sentPing(run().firefox, run().capture, { type: "main", reason: "shutdown" });
    expect(numbersOf([main], "first.session")).toEqual([0, 1, 2]);
    const copy = await sentPing(run().firefox, run().capture, { type: "first-shutdown" });
    expect(readEvents(copy).events).toEqual({});
  });

  it("rides the main ping of an environment change", async () => {
    const firefox = await run().startWithAddOn();
    await registerThing(firefox, "environment.change");
    await recordThings(firefox, "environment.change", 2);
    await firefox.chrome(
      `const { TelemetryController } = ChromeUtils.importESModule("resource://gre/modules/TelemetryController.sys.mjs");
       const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
       await TelemetryController.promiseInitialized();
       const payload = TelemetrySession.getPayload("environment-change", true);
       await TelemetryController.submitExternalPing("main", payload, { addClientId: true, addEnvironment: true });
       return null;`,
    );
    const ping = await sentPing(run().firefox, run().capture, { type: "main", reason: "environment-change" });
    expect(numbersOf([ping], "environment.change")).toEqual([0, 1]);
    expect(await pendingCount(firefox)).toBe(0);
  });

  it("leaves the queue alone when Firefox writes its aborted-session copy, which gets the counts", async () => {
    const firefox = await run().startWithAddOn();
    await registerThing(firefox, "aborted.session");
    await recordThings(firefox, "aborted.session", 4);
    const copy = await firefox.chrome<Record<string, unknown>>(
      `const { TelemetryController } = ChromeUtils.importESModule("resource://gre/modules/TelemetryController.sys.mjs");
       const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
       const { TelemetryStorage } = ChromeUtils.importESModule("resource://gre/modules/TelemetryStorage.sys.mjs");
       await TelemetryController.promiseInitialized();
       await TelemetrySession.saveAbortedSessionPing();
       return (await TelemetryStorage.loadAbortedSessionPing()).payload.processes.dynamic;`,
    );
    expect(copy.events).toBeUndefined();
    expect(copy.keyedScalars).toEqual({
      "telemetry.dynamic_event_counts": { "aborted.session#do#thing": 4 },
    });
    expect(await pendingCount(firefox)).toBe(4);
  });

  it("sends what a killed session left in an event ping of that very session", async () => {
    await run().startWithAddOn();
    // Firefox writes down which add-ons it has only now and then, and surely when it quits.
    await run().quit();
    const firefox = await run().restart();
    await registerThing(firefox, "killed.session");
    await recordThings(firefox, "killed.session", 5);
    const sessionId = await firefox.chrome<string>(
      `const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
       return TelemetrySession.getMetadata("test").sessionId;`,
    );
    await run().kill();
    await run().restart();
    const ping = await sentPing(run().firefox, run().capture, {
      type: "event",
      where: ours("killed.session"),
    });
    expect(readEvents(ping)).toMatchObject({ sessionId, lost: 0 });
    expect(numbersOf([ping], "killed.session")).toEqual([0, 1, 2, 3, 4]);
  });

  it("lets Firefox's sender know of a ping only when its note is done, so that no kill can send its events twice", async () => {
    const firefox = await run().start();
    await installAddOn(firefox);
    await registerThing(firefox, "note.first");
    await recordThings(firefox, "note.first", 1);
    const found = await firefox.chrome<{ noteIsOpen: boolean; isOnDisk: boolean }>(
      `const { TelemetryStorage } = ChromeUtils.importESModule("resource://gre/modules/TelemetryStorage.sys.mjs");
       const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
       const original = TelemetryStorage.savePendingPing;
       return await new Promise((resolve) => {
         TelemetryStorage.savePendingPing = async function (ping) {
           const note = PathUtils.join(PathUtils.profileDir, "event-telemetry", "handed-over", ping.id + ".json");
           const file = PathUtils.join(TelemetryStorage.pingDirectoryPath, ping.id);
           const found = { noteIsOpen: await IOUtils.exists(note), isOnDisk: await IOUtils.exists(file) };
           TelemetryStorage.savePendingPing = original;
           await original.call(this, ping);
           resolve(found);
         };
         TelemetrySession.sendDailyPing();
       });`,
    );
    expect(found).toEqual({ noteIsOpen: false, isOnDisk: true });
  });

  it("carries everything in event pings when the pref says so, the last of them as the session ends", async () => {
    const firefox = await run().startWithAddOn({ "extensions.event-telemetry.carrier": "event" });
    await registerThing(firefox, "event.carrier");
    await recordThings(firefox, "event.carrier", 1_001);
    const full = await sentPing(run().firefox, run().capture, {
      type: "event",
      reason: "max",
      where: ours("event.carrier"),
    });
    expect(numbersOf([full], "event.carrier")).toEqual(upTo(1_000));
    await run().quit();
    await run().restart({ "extensions.event-telemetry.carrier": "event" });
    const last = await sentPing(run().firefox, run().capture, {
      type: "event",
      reason: "shutdown",
      where: ours("event.carrier"),
    });
    expect(numbersOf([last], "event.carrier")).toEqual([1_000]);
    const main = await sentPing(run().firefox, run().capture, { type: "main", reason: "shutdown" });
    expect(readEvents(main).events).toEqual({});
  });

  it("keeps the events while the edge is down and sends them once when it is back", async () => {
    const firefox = await run().startWithAddOn();
    run().capture.status = 500;
    await registerThing(firefox, "edge.down");
    await recordThings(firefox, "edge.down", 3);
    const id = await forceDailyPing(firefox);
    await sentPing(run().firefox, run().capture, { where: ({ body }) => body.id === id });
    run().capture.status = 200;
    await run().quit();
    await run().restart();
    const again = await sentPing(run().firefox, run().capture, {
      where: ({ body, status }) => body.id === id && status === 200,
    });
    expect(numbersOf([again], "edge.down")).toEqual([0, 1, 2]);
    const accepted = run().capture.pings({ where: ({ status }) => status === 200 });
    expect(numbersOf(accepted, "edge.down")).toEqual([0, 1, 2]);
  });

  it("deletes what is pending when upload is switched off, sends nothing, and works at once when it is on again", async () => {
    const firefox = await run().startWithAddOn();
    await registerThing(firefox, "upload.off");
    await recordThings(firefox, "upload.off", 2);
    await firefox.chrome(({ Services }) =>
      Services.prefs.setBoolPref("datareporting.healthreport.uploadEnabled", false),
    );
    expect(await pendingCount(firefox)).toBe(0);
    await recordThings(firefox, "upload.off", 1, 10);
    await firefox.chrome(({ Services }) =>
      Services.prefs.setBoolPref("datareporting.healthreport.uploadEnabled", true),
    );
    await recordThings(firefox, "upload.off", 1, 20);
    await forceDailyPing(firefox);
    await whileSending(
      run().firefox,
      () => numbersOf(run().capture.pings(), "upload.off").length > 0,
      "the event after the switch",
    );
    expect(numbersOf(run().capture.pings(), "upload.off")).toEqual([20]);
  });

  it("sends nothing once the user takes back the add-on's own data collection, and again when it is given", async () => {
    const firefox = await run().startWithAddOn();
    await registerThing(firefox, "data.collection");
    const change = (how: "add" | "remove"): Promise<null> =>
      firefox.chrome<null>(
        `const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
         const { extension } = WebExtensionPolicy.getByID("event-telemetry@mozilla.org");
         const data = { permissions: [], origins: [], data_collection: ["technicalAndInteraction"] };
         await ExtensionPermissions[args[0]](extension.id, data, extension);
         return null;`,
        how,
      );
    await change("add");
    await recordThings(firefox, "data.collection", 1);
    await change("remove");
    expect(await pendingCount(firefox)).toBe(0);
    await change("add");
    await recordThings(firefox, "data.collection", 1, 10);
    const id = await forceDailyPing(firefox);
    const ping = await sentPing(run().firefox, run().capture, { where: ({ body }) => body.id === id });
    expect(numbersOf([ping], "data.collection")).toEqual([10]);
  });

  it("falls back to event pings, and says why, in a Firefox that lacks a function the ride needs", async () => {
    const firefox = await run().start();
    await firefox.chrome(
      `const { TelemetryStorage } = ChromeUtils.importESModule("resource://gre/modules/TelemetryStorage.sys.mjs");
       delete TelemetryStorage.saveAbortedSessionPing;
       return null;`,
    );
    await installAddOn(firefox);
    await registerThing(firefox, "no.hooks");
    await recordThings(firefox, "no.hooks", 1_000);
    const ping = await sentPing(firefox, run().capture, { type: "event", where: ours("no.hooks") });
    expect(numbersOf([ping], "no.hooks")).toHaveLength(1_000);
    const state = await firefox.chrome<object>(
      `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
       return EventTelemetryHost.service.carrierState;`,
    );
    expect(state).toMatchObject({
      chosen: "main",
      effective: "event",
      missing: ["TelemetryStorage.saveAbortedSessionPing"],
    });
  });

  it("sends what is pending in an event ping when the add-on is removed, and leaves no folder", async () => {
    const firefox = await run().startWithAddOn();
    await registerThing(firefox, "removed.addon");
    await recordThings(firefox, "removed.addon", 3);
    await firefox.uninstallAddon("event-telemetry@mozilla.org");
    const ping = await sentPing(run().firefox, run().capture, {
      type: "event",
      where: ours("removed.addon"),
    });
    expect(numbersOf([ping], "removed.addon")).toEqual([0, 1, 2]);
    await waitFor(
      () =>
        firefox.chrome<boolean>(
          `return !(await IOUtils.exists(PathUtils.join(PathUtils.profileDir, "event-telemetry")));`,
        ),
      { what: "the add-on's folder to go" },
    );
  });

  it("keeps the queue and the registrations over an update in place, and wraps nothing twice", async () => {
    const firefox = await run().startWithAddOn();
    await registerThing(firefox, "update.inplace");
    await recordThings(firefox, "update.inplace", 2);
    await firefox.installAddon(await packAddOn({ version: "9.9.9" }), { temporary: false });
    await engineReady(firefox);
    await recordThings(firefox, "update.inplace", 1, 2);
    expect(await pendingCount(firefox)).toBe(3);
    await firefox.chrome(`${IMPORT} await EventTelemetry.flush(); return null;`);
    const id = await forceDailyPing(firefox);
    const ping = await sentPing(run().firefox, run().capture, { where: ({ body }) => body.id === id });
    expect(numbersOf([ping], "update.inplace")).toEqual([0, 1, 2]);
  });
});
