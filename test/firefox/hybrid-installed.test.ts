import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADD_ON_ID, engineReady } from "../support/add-on.ts";
import { pendingRecords, refusalsOf } from "../support/engine-records.ts";
import type { Firefox } from "../support/firefox.ts";
import { serveHttps, trustTestServers, type WebServer } from "../support/https-server.ts";
import type { Page } from "../support/page.ts";
import { useRestartableFirefox } from "../support/restartable-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const LIBRARY = "node_modules/mozilla-hybrid-content-telemetry/HybridContentTelemetry-lib.js";
const EVENTS = { thing: { methods: ["do"], objects: ["thing"], record_on_release: true } };
const INIT = `return await Mozilla.ContentTelemetry.initPromise().then(() => "resolved", (error) => String(error?.message ?? error));`;

describe("hybrid content telemetry of an add-on that is installed for good", () => {
  const run = useRestartableFirefox();
  let server: WebServer;
  let library = "";
  beforeAll(async () => {
    library = await readFile(LIBRARY, "utf8");
    server = await serveHttps({
      "/": `<!doctype html><script src="library.js"></script>`,
      "/library.js": library,
    });
  });
  afterAll(() => server.close());

  const prefs = () => ({ "extensions.event-telemetry.hybrid.origins": server.origin });
  const start = async (): Promise<Firefox> => {
    const firefox = await run().startWithAddOn(prefs());
    await trustTestServers(firefox);
    return firefox;
  };
  const openTab = async (firefox: Firefox, url: string, window = "window"): Promise<Page> =>
    firefox.page(
      await firefox.chrome<number>(
        `const { gBrowser } = ${window};
         gBrowser.selectedTab = gBrowser.addTrustedTab(args[0]);
         const browser = gBrowser.selectedBrowser;
         while (browser.currentURI.spec !== args[0] || browser.webProgress.isLoadingDocument) {
           await new Promise((resolve) => setTimeout(resolve, 20));
         }
         return browser.browsingContext.id;`,
        url,
      ),
    );
  const openPrivateTab = async (firefox: Firefox): Promise<Page> => {
    await firefox.chrome<null>(
      `window.privateWindow = OpenBrowserWindow({ private: true });
       await new Promise((resolve) => window.privateWindow.addEventListener("load", resolve, { once: true }));
       await window.privateWindow.delayedStartupPromise;
       return null;`,
    );
    return await openTab(firefox, `${server.origin}/`, "window.privateWindow");
  };
  /** «Run in Private Windows: Allow», as about:addons does it. */
  const allowPrivateWindows = async (firefox: Firefox): Promise<void> => {
    await firefox.chrome<null>(
      `const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
       const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
       const { extension } = WebExtensionPolicy.getByID(args[0]);
       await ExtensionPermissions.add(args[0], { permissions: ["internal:privateBrowsingAllowed"], origins: [] }, extension);
       await (await AddonManager.getAddonByID(args[0])).reload();
       return null;`,
      ADD_ON_ID,
    );
    await engineReady(firefox);
  };
  const recordOne = (page: Page, category: string): Promise<null> =>
    page.run<null>(
      `Mozilla.ContentTelemetry.registerEvents(args[0], args[1]);
       Mozilla.ContentTelemetry.recordEvent(args[0], "do", "thing");
       return null;`,
      category,
      EVENTS,
    );
  const permission = (firefox: Firefox): Promise<number> =>
    firefox.chrome<number>(
      `const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(args[0]);
       return Services.perms.testExactPermissionFromPrincipal(principal, "hc_telemetry");`,
      server.origin,
    );

  it("records nothing in a private window that the user lets it run in: its pages see uploads switched off", async () => {
    const firefox = await start();
    await allowPrivateWindows(firefox);
    const page = await openPrivateTab(firefox);
    expect(await page.run(INIT)).toBe("resolved");
    expect(await page.run("return Mozilla.ContentTelemetry.canUpload();")).toBe(false);
    await recordOne(page, "page.private");
    await waitFor(
      async () =>
        (await refusalsOf(firefox, server.origin)).filter(({ code }) => code === "private-window").length >=
        2,
      { what: "both refusals of the private page" },
    );
    expect(await pendingRecords(firefox)).toEqual([]);
  });

  it("is in no private window unless the user lets it run there", async () => {
    const firefox = await start();
    const page = await openPrivateTab(firefox);
    expect(await page.run(INIT)).toBe("undefined");
    await recordOne(page, "page.private");
    expect(await pendingRecords(firefox)).toEqual([]);
  });

  it("answers about pages in Firefox's content processes too", async () => {
    const firefox = await start();
    const page = await openTab(firefox, "about:certerror");
    const load = `${library}; window.Mozilla = Mozilla;`;
    expect(await page.run(`${load} ${INIT}`)).toBe("Origin not trusted or HCT disabled.");
  });

  it("is there for the first page after a restart, and trusts nobody once the add-on is disabled", async () => {
    await start();
    await run().quit();
    const firefox = await run().restart(prefs());
    await trustTestServers(firefox);
    const page = await openTab(firefox, `${server.origin}/`);
    expect(await page.run(INIT)).toBe("resolved");
    await recordOne(page, "page.restarted");
    await waitFor(async () => (await pendingRecords(firefox, "page.restarted"))[0], {
      what: "the event after the restart",
    });
    const switchAddOn = (method: "disable" | "enable") =>
      firefox.chrome<null>(
        `const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
         await (await AddonManager.getAddonByID(args[0]))[args[1]]();
         return null;`,
        ADD_ON_ID,
        method,
      );
    await switchAddOn("disable");
    expect(await permission(firefox)).toBe(0);
    expect(await (await openTab(firefox, `${server.origin}/`)).run(INIT)).toBe("undefined");
    await switchAddOn("enable");
    await engineReady(firefox);
    expect(await permission(firefox)).toBe(1);
    expect(await (await openTab(firefox, `${server.origin}/`)).run(INIT)).toBe("resolved");
  });
});
