import { describe, expect, it } from "vitest";
import { ADD_ON_ID, ADD_ON_PATH, engineReady, installAddOn, sentPing } from "../support/add-on.ts";
import { installBridged } from "../support/bridged-extensions.ts";
import { pendingRecords } from "../support/engine-records.ts";
import type { Firefox } from "../support/firefox.ts";
import type { Page } from "../support/page.ts";
import { useRestartableFirefox } from "../support/restartable-firefox.ts";

const EARLY = "early@example.org";
const BRIDGE_PREF = "extensions.event-telemetry.bridge.enabled";

interface BridgeState {
  readonly enabled: boolean;
  readonly up: boolean;
  readonly routed: readonly string[];
  readonly needReload: readonly string[];
  readonly advice: string;
  readonly problem: string | null;
}

const register = (page: Page, category: string): Promise<null> =>
  page.run<null>(
    `await browser.telemetry.registerEvents(args[0], {
       thing: { methods: ["do"], objects: ["thing"], extra_keys: [], record_on_release: true } });
     return null;`,
    category,
  );
const record = (page: Page, category: string, value: string): Promise<null> =>
  page.run<null>(
    `await browser.telemetry.recordEvent(args[0], "do", "thing", args[1]); return null;`,
    category,
    value,
  );
const bridgeState = (firefox: Firefox): Promise<BridgeState> =>
  firefox.chrome<BridgeState>(
    `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     return EventTelemetryHost.service.bridge.state;`,
  );
/** The source text of what an extension's background page would call now. */
const heldFunction = (firefox: Firefox, id: string): Promise<string> =>
  firefox.chrome<string>(
    `const [context] = WebExtensionPolicy.getByID(args[0]).extension.views;
     return String(context.apiCan.root.telemetry.recordEvent);`,
    id,
  );
const setBridge = (firefox: Firefox, enabled: boolean): Promise<void> =>
  firefox.chrome(
    ({ Services }, name, value) => Services.prefs.setBoolPref(name, value),
    BRIDGE_PREF,
    enabled,
  );

describe("the bridge in a real Firefox", () => {
  const run = useRestartableFirefox();
  const values = async (category: string) =>
    (await pendingRecords(run().firefox, category)).map(({ value, source }) => [value, source]);
  /** An extension that has called every function we are about to route before the add-on comes. */
  const startEarlyExtension = async (): Promise<Page> => {
    const page = await installBridged(await run().start(), EARLY);
    await register(page, "early.events");
    await record(page, "early.events", "lost");
    return page;
  };

  it("records for an extension that had called browser.telemetry before us, with no reload", async () => {
    const page = await startEarlyExtension();
    await installAddOn(run().firefox);
    await register(page, "early.events");
    await record(page, "early.events", "kept");
    expect(await values("early.events")).toEqual([["kept", EARLY]]);
    expect(await bridgeState(run().firefox)).toMatchObject({
      enabled: true,
      up: true,
      routed: [EARLY],
      needReload: [],
      problem: null,
    });
  });

  it("gives each page the platform's own functions back when the add-on goes, and ours again when it comes", async () => {
    const page = await startEarlyExtension();
    const { firefox } = run();
    await installAddOn(firefox);
    await register(page, "early.events");
    const late = await installBridged(firefox, "late@example.org");
    await record(late, "early.events", "late");
    await firefox.uninstallAddon(ADD_ON_ID);
    for (const id of [EARLY, "late@example.org"]) {
      expect(await heldFunction(firefox, id)).toMatch(/^recordEvent\(_category/);
    }
    await record(page, "early.events", "lost");
    await firefox.installAddon(ADD_ON_PATH);
    await engineReady(firefox);
    await register(page, "early.events");
    await record(page, "early.events", "again");
    await record(late, "early.events", "again");
    expect(await values("early.events")).toEqual([
      ["again", EARLY],
      ["again", "late@example.org"],
    ]);
  });

  it("records each event once after an update in place, also for pages that took the API from the old build", async () => {
    const firefox = await run().start();
    await installAddOn(firefox);
    const page = await installBridged(firefox, EARLY);
    await register(page, "early.events");
    await record(page, "early.events", "before");
    await firefox.installAddon(ADD_ON_PATH);
    await engineReady(firefox);
    await record(page, "early.events", "after");
    expect((await values("early.events")).map(([value]) => value)).toEqual(["before", "after"]);
  });

  it("follows its pref while extensions run", async () => {
    const firefox = await run().start({ [BRIDGE_PREF]: false });
    await installAddOn(firefox);
    const page = await installBridged(firefox, EARLY);
    await register(page, "early.events");
    expect(await bridgeState(firefox)).toMatchObject({ enabled: false, up: false, routed: [] });
    await setBridge(firefox, true);
    await register(page, "early.events");
    await record(page, "early.events", "on");
    await setBridge(firefox, false);
    await record(page, "early.events", "off");
    await setBridge(firefox, true);
    await record(page, "early.events", "on again");
    expect((await values("early.events")).map(([value]) => value)).toEqual(["on", "on again"]);
  });

  it("submits a bridged extension's own pings", async () => {
    const firefox = await run().start();
    await installAddOn(firefox);
    const page = await installBridged(firefox, EARLY);
    await page.run(
      `await browser.telemetry.submitPing("early-ping", { kept: true }, { addClientId: true }); return null;`,
    );
    const ping = await sentPing(firefox, run().capture, { type: "early-ping" });
    expect(ping.body.payload).toEqual({ kept: true });
    expect(ping.body.clientId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("names an extension whose functions it cannot reach, and what to do about it", async () => {
    await startEarlyExtension();
    const { firefox } = run();
    await firefox.chrome<null>(
      `const [context] = WebExtensionPolicy.getByID(args[0]).extension.views;
       Object.defineProperty(context.apiCan, "apiPaths", { value: undefined });
       return null;`,
      EARLY,
    );
    await installAddOn(firefox);
    expect(await bridgeState(firefox)).toMatchObject({
      routed: [],
      needReload: [EARLY],
      advice: expect.stringContaining("about:addons"),
    });
  });

  it("says so, and does everything else, in a Firefox that has no browser.telemetry any more", async () => {
    const firefox = await run().start();
    await firefox.chrome<null>(
      `const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
       const { apiManager } = ExtensionParent;
       const load = apiManager.asyncLoadModule;
       apiManager.asyncLoadModule = (name) =>
         name === "telemetry" ? Promise.reject(new Error("no such module")) : load.call(apiManager, name);
       return null;`,
    );
    await installAddOn(firefox);
    expect(await bridgeState(firefox)).toMatchObject({
      enabled: true,
      up: false,
      problem: expect.stringContaining("no such module"),
    });
  });
});
