import { describe, expect, it } from "vitest";
import { ADD_ON_ID, forceDailyPing, installAddOn, sentPing } from "../support/add-on.ts";
import { installDropIn } from "../support/caller-extensions.ts";
import { pendingRecords } from "../support/engine-records.ts";
import type { Page } from "../support/page.ts";
import { readEvents } from "../support/ping-events.ts";
import { useRestartableFirefox } from "../support/restartable-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const OLD = "old-drop-in@example.org";
const NEW = "new-drop-in@example.org";

interface Owner {
  readonly id: string;
  readonly version: string;
  readonly serves: boolean;
}

const register = (page: Page): Promise<null> =>
  page.run<null>(
    `await browser.telemetry.registerEvents("drop.in", {
       thing: { methods: ["do"], objects: ["thing"], extra_keys: [], record_on_release: true } });
     return null;`,
  );
const record = (page: Page, value: string): Promise<null> =>
  page.run<null>(
    `await browser.telemetry.recordEvent("drop.in", "do", "thing", args[0]); return null;`,
    value,
  );

describe("the drop-in in a real Firefox", () => {
  const run = useRestartableFirefox();
  const values = async () => (await pendingRecords(run().firefox, "drop.in")).map(({ value }) => value);
  const owners = () =>
    run().firefox.chrome<Owner[]>(
      `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
       return EventTelemetryHost.owners;`,
    );
  const serving = async () => (await owners()).find(({ serves }) => serves)?.id;
  /** The text of each function of Firefox's that carriers and bridge stand in front of. */
  const platformFunctions = () =>
    run().firefox.chrome<string[]>(
      `const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
       const { TelemetryArchive } = ChromeUtils.importESModule("resource://gre/modules/TelemetryArchive.sys.mjs");
       const { TelemetrySend } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySend.sys.mjs");
       const { TelemetryStorage } = ChromeUtils.importESModule("resource://gre/modules/TelemetryStorage.sys.mjs");
       const apiClass = await ExtensionParent.apiManager.asyncLoadModule("telemetry");
       return [apiClass.prototype.getAPI, TelemetryArchive.promiseArchivePing, TelemetrySend.submitPing,
         TelemetryStorage.saveAbortedSessionPing].map(String);`,
    );
  const sentInDailyPing = async () => {
    const id = await forceDailyPing(run().firefox);
    const ping = await sentPing(run().firefox, run().capture, { where: ({ body }) => body.id === id });
    const { dynamic = [] } = readEvents(ping).events;
    return dynamic.filter(([, category]) => category === "drop.in").map((event) => event[4]);
  };

  it("records and sends without our add-on, and leaves Firefox as it was when its extension goes", async () => {
    const firefox = await run().start();
    const before = await platformFunctions();
    const page = await installDropIn(firefox, OLD, { version: "0.0.5" });
    await register(page);
    await record(page, "alone");
    expect(await pendingRecords(firefox, "drop.in")).toMatchObject([{ value: "alone", source: OLD }]);
    expect(await sentInDailyPing()).toEqual(["alone"]);
    await record(page, "left over");
    await firefox.uninstallAddon(OLD);
    const last = await sentPing(run().firefox, run().capture, {
      type: "event",
      where: (ping) => JSON.stringify(ping.body.payload).includes("left over"),
    });
    expect(readEvents(last).events.dynamic).toHaveLength(1);
    await waitFor(
      () =>
        firefox.chrome<boolean>(
          `return !(await IOUtils.exists(PathUtils.join(PathUtils.profileDir, "event-telemetry")));`,
        ),
      { what: "the engine's folder to go" },
    );
    expect(await platformFunctions()).toEqual(before);
  });

  it("has the newest version serve all, and the next newest take over everything when it goes", async () => {
    const firefox = await run().start();
    const before = await platformFunctions();
    const old = await installDropIn(firefox, OLD, { version: "0.0.5" });
    await register(old);
    await record(old, "first");
    await installAddOn(firefox);
    expect(await serving()).toBe(ADD_ON_ID);
    await record(old, "second");
    const newest = await installDropIn(firefox, NEW, { version: "9.0.0" });
    expect(await owners()).toMatchObject([
      { id: OLD, version: "0.0.5", serves: false },
      { id: ADD_ON_ID, serves: false },
      { id: NEW, version: "9.0.0", serves: true },
    ]);
    await record(old, "third");
    await record(newest, "fourth");
    expect(await values()).toEqual(["first", "second", "third", "fourth"]);

    await firefox.uninstallAddon(ADD_ON_ID);
    expect(await serving()).toBe(NEW);
    await record(old, "fifth");
    await firefox.uninstallAddon(NEW);
    expect(await serving()).toBe(OLD);
    await record(old, "sixth");
    expect(await sentInDailyPing()).toEqual(["first", "second", "third", "fourth", "fifth", "sixth"]);
    expect(await values()).toEqual([]);
    await firefox.uninstallAddon(OLD);
    expect(await platformFunctions()).toEqual(before);
  });

  it("lets Firefox's own code go on through a takeover", async () => {
    const firefox = await run().start();
    await installDropIn(firefox, OLD, { version: "0.0.5" });
    await firefox.chrome<null>(
      `window.heldModule = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs").EventTelemetry;
       window.heldModule.registerEvents("drop.in", { thing: { methods: ["do"], objects: ["thing"], record_on_release: true } });
       window.heldModule.recordEvent("drop.in", "do", "thing", "before");
       return null;`,
    );
    await installAddOn(firefox);
    await firefox.uninstallAddon(OLD);
    await firefox.chrome<null>(
      `window.heldModule.recordEvent("drop.in", "do", "thing", "after"); return null;`,
    );
    expect(await values()).toEqual(["before", "after"]);
  });

  it("records each event once for an extension that has kept the permission telemetry as well", async () => {
    const firefox = await run().start();
    const page = await installDropIn(firefox, OLD, { version: "0.0.5", permissions: ["telemetry"] });
    await register(page);
    await record(page, "once");
    expect(await values()).toEqual(["once"]);
    await installAddOn(firefox);
    await record(page, "twice");
    expect(await values()).toEqual(["once", "twice"]);
  });

  it("finds the queue on disk again after a kill, whichever version starts then", async () => {
    await run().startWithAddOn();
    // Firefox writes down which add-ons it has only now and then, and surely when it quits.
    await run().quit();
    await run().restart();
    const page = await installDropIn(run().firefox, NEW, { version: "9.0.0" });
    await register(page);
    await record(page, "durable");
    await run().firefox.chrome<null>(
      `const { EventTelemetry } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
       await EventTelemetry.flush();
       return null;`,
    );
    await run().kill();
    await run().restart();
    const ping = await sentPing(run().firefox, run().capture, {
      type: "event",
      where: ({ body }) => JSON.stringify(body.payload).includes("durable"),
    });
    expect(readEvents(ping).events.dynamic).toHaveLength(1);
  });
});
