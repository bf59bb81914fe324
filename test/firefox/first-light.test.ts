import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ADD_ON_ID,
  forceDailyPing,
  IMPORT,
  installAddOn,
  LEGACY_PATH,
  openPanelTab,
  pendingCount,
  recordThings,
  registerThing,
  sentPing,
} from "../support/add-on.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import { readEvents } from "../support/ping-events.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const LEGACY_ID = "legacy-example@mozilla.org";

describe("the add-on in a real Firefox", () => {
  let capture: Capture;
  beforeAll(async () => {
    capture = await startCapture();
  });
  afterAll(() => capture.close());
  const firefox = useFirefox(() => ({ telemetryServer: capture.url }));

  /** The three functions the add-on stands in front of, as text. */
  const readWrappedFunctions = (): Promise<string[]> =>
    firefox().chrome<string[]>(
      `const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
       const { TelemetryArchive } = ChromeUtils.importESModule("resource://gre/modules/TelemetryArchive.sys.mjs");
       const { TelemetrySend } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySend.sys.mjs");
       const apiClass = await ExtensionParent.apiManager.asyncLoadModule("telemetry");
       return [apiClass.prototype.getAPI, TelemetryArchive.promiseArchivePing, TelemetrySend.submitPing].map(String);`,
    );

  it("records from its own page what was registered, and says an unknown event in the Browser Console", async () => {
    await installAddOn(firefox());
    const page = await openPanelTab(firefox());
    await page.run(async ({ browser }) => {
      await browser.telemetry.registerEvents("first.light", {
        seen: { methods: ["see"], objects: ["light"], extra_keys: ["colour"], record_on_release: true },
      });
      await browser.telemetry.recordEvent("first.light", "see", "light", "dawn", { colour: "red" });
      await browser.telemetry.recordEvent("first.light", "hear", "light");
    });
    expect(await pendingCount(firefox())).toBe(1);
    const errors = (await firefox().console()).filter(({ text }) => text.includes("Unknown event"));
    expect(errors).toMatchObject([
      { level: "error", text: 'Unknown event: ["first.light", "hear", "light"]' },
    ]);
  });

  it("records for an ordinary privileged extension that knows nothing of us", async () => {
    await firefox().installAddon(LEGACY_PATH);
    await firefox().chrome(({ gBrowser }) => {
      gBrowser.removeTab(gBrowser.addTrustedTab("about:blank"));
    });
    const sources = await waitFor(
      async () => {
        const page = await (await firefox().tab()).run<{ source: string }[]>(
          "return (await browser.telemetryInspector.page(Number.MAX_SAFE_INTEGER, 100)).entries;",
        );
        return page.some(({ source }) => source === LEGACY_ID) ? page : null;
      },
      { what: "an event of the legacy extension" },
    );
    expect(sources.map(({ source }) => source)).toContain(ADD_ON_ID);
  });

  it("shows what is pending in the popup that its toolbar button opens", async () => {
    const pending = await pendingCount(firefox());
    const popup = await firefox().openPopup(ADD_ON_ID);
    await popup.waitFor(({ document }) => document.body.textContent?.includes("first.light") ?? false, {
      what: "the pending event in the popup",
    });
    const text = await popup.run(({ document }) => document.body.textContent ?? "");
    expect(text).toContain("dawn");
    expect(text).toContain("Legacy example");
    expect(text).toContain(`${pending} pending`);
    await popup.close();
  });

  it("puts 500 of 501 events into Firefox's own main ping and leaves one pending", async () => {
    await firefox().chrome(`${IMPORT} EventTelemetry.clearEvents(); return null;`);
    await registerThing(firefox(), "five.hundred");
    await recordThings(firefox(), "five.hundred", 501);
    const id = await forceDailyPing(firefox());
    const ping = await sentPing(firefox(), capture, { type: "main", where: ({ body }) => body.id === id });
    expect(ping.body.clientId).toMatch(/^[0-9a-f-]{36}$/);
    expect(ping.body.environment).toHaveProperty("build.version");
    const { reason, events } = readEvents(ping);
    expect(reason).toBe("daily");
    const numbered = (events.dynamic ?? []).filter((event) => event[1] === "five.hundred");
    expect(numbered.map((event) => (event[5] as { n: string }).n)).toEqual(
      Array.from({ length: 500 }, (_, n) => String(n)),
    );
    expect(await pendingCount(firefox())).toBeGreaterThanOrEqual(1);
    const left = await firefox().chrome<unknown[][]>(
      `${IMPORT} return EventTelemetry.snapshotEvents(1).dynamic.filter((event) => event[1] === "five.hundred");`,
    );
    expect(left).toMatchObject([[expect.any(Number), "five.hundred", "do", "thing", null, { n: "500" }]]);
  });

  it("has the ping in Firefox's own archive, with the events under the process dynamic", async () => {
    const [ping] = capture.pings({ type: "main" });
    const archived = await waitFor(
      () =>
        firefox().chrome<unknown[]>(
          `const { TelemetryArchive } = ChromeUtils.importESModule("resource://gre/modules/TelemetryArchive.sys.mjs");
           const ping = await TelemetryArchive.promiseArchivedPingById(args[0]);
           return ping.payload.processes.dynamic.events;`,
          ping?.body.id ?? "",
        ),
      { what: "the main ping in the archive" },
    );
    expect(archived).toHaveLength(500);
  });

  it("gives the platform its own API back when it is removed, and no ping gains events any more", async () => {
    // Firefox closes an add-on's pages with it, and the window with its last tab.
    await firefox().navigate("about:blank");
    await firefox().uninstallAddon(ADD_ON_ID);
    await firefox().chrome(({ gBrowser }) => {
      gBrowser.removeTab(gBrowser.addTrustedTab("about:blank"));
    });
    const platform = [/^getAPI\(_context\)/, /^promiseArchivePing\(ping\)/, /^submitPing\(ping/];
    // What is pending is sent first, by the same functions; then they are put back.
    await waitFor(
      async () => {
        const functions = await readWrappedFunctions();
        return platform.every((pattern, at) => pattern.test(functions[at] ?? ""));
      },
      { what: "the platform's own functions" },
    );
    const id = await forceDailyPing(firefox());
    const ping = await sentPing(firefox(), capture, { type: "main", where: ({ body }) => body.id === id });
    expect(readEvents(ping).events).toEqual({});
  });
});
