import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forceDailyPing, IMPORT, installAddOn, sentPing } from "../support/add-on.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import { pendingRecords, refusalsOf } from "../support/engine-records.ts";
import { serveHttp, serveHttps, trustTestServers, type WebServer } from "../support/https-server.ts";
import type { Page } from "../support/page.ts";
import { readEvents } from "../support/ping-events.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const LIBRARY = "node_modules/mozilla-hybrid-content-telemetry/HybridContentTelemetry-lib.js";
const EVENTS = {
  thing: { methods: ["do"], objects: ["thing"], extra_keys: ["key"], record_on_release: true },
};
const PREFS = "extensions.event-telemetry.hybrid.";

/** What became of npm's `initPromise()`: `resolved`, or what it rejected with. */
const initOf = (page: Page): Promise<string> =>
  page.run<string>(
    `return await Mozilla.ContentTelemetry.initPromise().then(() => "resolved", (error) => String(error?.message ?? error));`,
  );
const register = (page: Page, category: string): Promise<null> =>
  page.run<null>(`Mozilla.ContentTelemetry.registerEvents(args[0], args[1]); return null;`, category, EVENTS);
const record = (page: Page, ...event: (string | null | Record<string, string>)[]): Promise<null> =>
  page.run<null>(`Mozilla.ContentTelemetry.recordEvent(...args); return null;`, ...event);

const REFUSED = "Origin not trusted or HCT disabled.";

describe("hybrid content telemetry in a real Firefox, with npm's unchanged page library", () => {
  let capture: Capture;
  let trusted: WebServer;
  let stranger: WebServer;
  let insecure: WebServer;

  beforeAll(async () => {
    capture = await startCapture();
    const library = await readFile(LIBRARY, "utf8");
    const page = `<!doctype html><script src="library.js"></script>`;
    const frameOf = (src: string) => `<!doctype html><iframe id="frame" src="${src}"></iframe>`;
    stranger = await serveHttps({ "/": page, "/library.js": library });
    insecure = await serveHttp({ "/": page, "/library.js": library });
    trusted = await serveHttps({
      "/": page,
      "/library.js": library,
      "/own-frame": frameOf("/"),
      "/strange-frame": frameOf(`${stranger.origin}/`),
    });
  });
  afterAll(async () => {
    await Promise.all([trusted.close(), stranger.close(), insecure.close(), capture.close()]);
  });
  const firefox = useFirefox(() => ({
    telemetryServer: capture.url,
    prefs: { [`${PREFS}origins`]: trusted.origin },
  }));
  beforeAll(async () => {
    await trustTestServers(firefox());
    await installAddOn(firefox());
  });
  beforeEach(async () => {
    await firefox().chrome<null>(`${IMPORT} EventTelemetry.clearEvents(); return null;`);
  });

  const setPref = (name: string, value: boolean | string): Promise<null> =>
    firefox().chrome<null>(
      `const [name, value] = args;
       typeof value === "boolean" ? Services.prefs.setBoolPref(name, value) : Services.prefs.setStringPref(name, value);
       return null;`,
      name,
      value,
    );
  const setPermission = (origin: string, allow: boolean): Promise<null> =>
    firefox().chrome<null>(
      `const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(args[0]);
       if (args[1]) Services.perms.addFromPrincipal(principal, "hc_telemetry", Services.perms.ALLOW_ACTION);
       else Services.perms.removeFromPrincipal(principal, "hc_telemetry");
       return null;`,
      origin,
      allow,
    );
  /** A page in a new tab that is selected, loaded to its end. */
  const openTab = async (url: string): Promise<Page> =>
    firefox().page(
      await firefox().chrome<number>(
        `gBrowser.selectedTab = gBrowser.addTrustedTab(args[0]);
         const browser = gBrowser.selectedBrowser;
         while (browser.currentURI.spec !== args[0] || browser.webProgress.isLoadingDocument) {
           await new Promise((resolve) => setTimeout(resolve, 20));
         }
         return browser.browsingContext.id;`,
        url,
      ),
    );
  const hasPermission = (origin: string): Promise<boolean> =>
    firefox().chrome<boolean>(
      `const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(args[0]);
       return Services.perms.testExactPermissionFromPrincipal(principal, "hc_telemetry") === Services.perms.ALLOW_ACTION;`,
      origin,
    );
  /** The page inside the selected tab's frame, whichever process it lives in. */
  const framePage = async (): Promise<Page> =>
    firefox().page(
      await firefox().chrome<number>("return gBrowser.selectedBrowser.browsingContext.children[0].id;"),
    );
  /** Waits until a refusal with this code is logged for the source. */
  const refusal = (source: string, code: string) =>
    waitFor(async () => (await refusalsOf(firefox(), source)).find((one) => one.code === code), {
      what: `the refusal ${code} of ${source}`,
    });

  it("records a trusted page's events, with and without value and extra, under dynamic with the origin as source", async () => {
    const page = await openTab(`${trusted.origin}/`);
    expect(await initOf(page)).toBe("resolved");
    expect(await page.run("return Mozilla.ContentTelemetry.canUpload();")).toBe(true);
    await register(page, "page.valid");
    await record(page, "page.valid", "do", "thing");
    await record(page, "page.valid", "do", "thing", "a value");
    await record(page, "page.valid", "do", "thing", "", { key: "red" });
    await record(page, "page.valid", "do", "thing", null, { key: "blue" });
    await record(page, "page.valid", "undo", "thing");
    await record(page, "page.valid", "do", "thing", "last", { key: "x".repeat(100) });
    const records = await waitFor(
      async () => {
        const found = await pendingRecords(firefox(), "page.valid");
        return found.some(({ value }) => value === "last") ? found : null;
      },
      { what: "the page's last event" },
    );
    const common = { category: "page.valid", method: "do", object: "thing", bucket: "dynamic" };
    const event = { ...common, source: trusted.origin };
    expect(records).toEqual([
      { ...event, value: null, extra: null },
      { ...event, value: "a value", extra: null },
      { ...event, value: "", extra: { key: "red" } },
      { ...event, value: null, extra: { key: "blue" } },
      { ...event, value: "last", extra: { key: "x".repeat(80) } },
    ]);
    expect(await refusalsOf(firefox(), trusted.origin)).toMatchObject([{ code: "unknown-event" }]);
    const id = await forceDailyPing(firefox());
    const ping = await sentPing(firefox(), capture, { type: "main", where: ({ body }) => body.id === id });
    const { dynamic = [] } = readEvents(ping).events;
    expect(dynamic.filter(([, category]) => category === "page.valid")).toHaveLength(5);
    expect(JSON.stringify(ping.body)).not.toContain(trusted.origin);
  });

  it("follows the upload choice off and on with no reload", async () => {
    const page = await openTab(`${trusted.origin}/`);
    await initOf(page);
    await page.run("window.neverReloaded = true; return null;");
    const until = (canUpload: boolean) =>
      waitFor(
        () => page.run<boolean>("return Mozilla.ContentTelemetry.canUpload() === args[0];", canUpload),
        {
          what: `canUpload to be ${canUpload}`,
        },
      );
    await setPref("datareporting.healthreport.uploadEnabled", false);
    await until(false);
    await setPref("datareporting.healthreport.uploadEnabled", true);
    await until(true);
    expect(await page.run("return window.neverReloaded;")).toBe(true);
  });

  it("still follows it after the background page has gone to sleep", async () => {
    const page = await openTab(`${trusted.origin}/`);
    await initOf(page);
    await firefox().chrome<null>(
      `const { extension } = WebExtensionPolicy.getByID("event-telemetry@mozilla.org");
       await extension.terminateBackground();
       return null;`,
    );
    await setPref("datareporting.healthreport.uploadEnabled", false);
    await waitFor(() => page.run<boolean>("return !Mozilla.ContentTelemetry.canUpload();"), {
      what: "canUpload to be false",
    });
    await setPref("datareporting.healthreport.uploadEnabled", true);
  });

  it("refuses an http page, even one that has the permission", async () => {
    await setPermission(insecure.origin, true);
    const page = await openTab(`${insecure.origin}/`);
    expect(await initOf(page)).toBe(REFUSED);
    await register(page, "page.http");
    await record(page, "page.http", "do", "thing");
    expect(await refusal(insecure.origin, "scheme")).toMatchObject({ source: insecure.origin });
    expect(await pendingRecords(firefox())).toEqual([]);
    await setPermission(insecure.origin, false);
  });

  it("refuses an origin without the permission, while a trusted page in another tab is answered", async () => {
    const page = await openTab(`${stranger.origin}/`);
    const other = await openTab(`${trusted.origin}/`);
    expect(await initOf(page)).toBe(REFUSED);
    expect(await initOf(other)).toBe("resolved");
    await register(page, "page.stranger");
    await record(page, "page.stranger", "do", "thing");
    expect(await refusal(stranger.origin, "untrusted")).toMatchObject({ source: stranger.origin });
    expect(await pendingRecords(firefox())).toEqual([]);
    await setPref("datareporting.healthreport.uploadEnabled", false);
    await waitFor(() => other.run<boolean>("return !Mozilla.ContentTelemetry.canUpload();"), {
      what: "the trusted page to hear of the policy",
    });
    expect(await page.run("return Mozilla.ContentTelemetry.canUpload();")).toBe(false);
    await setPref("datareporting.healthreport.uploadEnabled", true);
    await waitFor(() => other.run<boolean>("return Mozilla.ContentTelemetry.canUpload();"), {
      what: "the trusted page to hear of the policy again",
    });
    expect(await page.run("return Mozilla.ContentTelemetry.canUpload();")).toBe(false);
  });

  it.each(["own-frame", "strange-frame"])("refuses a frame within a trusted page: %s", async (path) => {
    await openTab(`${trusted.origin}/${path}`);
    const frame = await framePage();
    expect(await initOf(frame)).toBe(REFUSED);
    await register(frame, "page.frame");
    await record(frame, "page.frame", "do", "thing");
    await waitFor(async () => (await refusalsOf(firefox())).some(({ code }) => code === "not-top-level"), {
      what: "the frame's refusal",
    });
    expect(await pendingRecords(firefox())).toEqual([]);
  });

  it("refuses everybody while the pref is off, and takes the permission back that long", async () => {
    await setPref(`${PREFS}enabled`, false);
    expect(await hasPermission(trusted.origin)).toBe(false);
    const page = await openTab(`${trusted.origin}/`);
    expect(await initOf(page)).toBe(REFUSED);
    await record(page, "page.valid", "do", "thing");
    expect(await refusal(trusted.origin, "disabled")).toMatchObject({ code: "disabled" });
    expect(await pendingRecords(firefox())).toEqual([]);
    await setPref(`${PREFS}enabled`, true);
    expect(await initOf(await openTab(`${trusted.origin}/`))).toBe("resolved");
  });

  it("grants and takes back as the pref's list changes, and names the entries that are no origins", async () => {
    await setPref(
      `${PREFS}origins`,
      `${stranger.origin}, ${trusted.origin} http://example.org https://example.org/path nonsense`,
    );
    expect(await hasPermission(stranger.origin)).toBe(true);
    const { hybrid } = await callersState();
    expect(hybrid).toMatchObject({
      origins: [trusted.origin, stranger.origin],
      ignored: [
        { entry: "http://example.org", why: expect.stringContaining("https") },
        { entry: "https://example.org/path", why: expect.stringContaining("https://example.org") },
        { entry: "nonsense", why: expect.stringContaining("not an origin") },
      ],
    });
    await setPref(`${PREFS}origins`, trusted.origin);
    expect(await hasPermission(stranger.origin)).toBe(false);
    expect(await hasPermission(trusted.origin)).toBe(true);
  });

  it("leaves alone what somebody else has granted, and takes nobody's word for a subdomain", async () => {
    await setPermission("https://granted.example", true);
    await setPref(`${PREFS}origins`, `${trusted.origin} https://granted.example`);
    await setPref(`${PREFS}origins`, trusted.origin);
    expect(await hasPermission("https://granted.example")).toBe(true);
    const background = await firefox().backgroundPage("event-telemetry@mozilla.org");
    expect(
      await background.run(
        `const { isTrustedOrigin } = browser.telemetryCallers;
         return [await isTrustedOrigin("https://granted.example"), await isTrustedOrigin("https://sub.granted.example")];`,
      ),
    ).toEqual([true, false]);
    await setPermission("https://granted.example", false);
  });

  it("is in no page, and has no right to any, once nobody is trusted", async () => {
    const rights = () =>
      firefox().chrome<string[]>(
        `const { patterns } = WebExtensionPolicy.getByID("event-telemetry@mozilla.org").allowedOrigins;
         return patterns.map(({ pattern }) => pattern).filter((pattern) => !pattern.startsWith("moz-extension:"));`,
      );
    expect(await rights()).toEqual(["http://*/*", "https://*/*"]);
    await setPref(`${PREFS}origins`, "");
    expect(await rights()).toEqual([]);
    expect((await callersState()).hybrid.contentScript).toBe(false);
    await setPref(`${PREFS}origins`, trusted.origin);
    expect(await rights()).toEqual(["http://*/*", "https://*/*"]);
  });

  it("serves about pages of Firefox: the system's own at once, others by permission, frames never", async () => {
    const runLibrary = async (page: Page): Promise<string> => {
      await page.run(`${await readFile(LIBRARY, "utf8")}; window.Mozilla = Mozilla; return null;`);
      return await initOf(page);
    };
    const system = await openTab("about:config");
    expect(await runLibrary(system)).toBe("resolved");
    await register(system, "page.system");
    await record(system, "page.system", "do", "thing", "v", { key: "k" });
    await waitFor(async () => (await pendingRecords(firefox(), "page.system"))[0], {
      what: "the system page's event",
    });
    expect(await pendingRecords(firefox(), "page.system")).toMatchObject([
      { source: "about:config", bucket: "dynamic", value: "v", extra: { key: "k" } },
    ]);
    await setPref("datareporting.healthreport.uploadEnabled", false);
    await waitFor(() => system.run<boolean>("return !Mozilla.ContentTelemetry.canUpload();"), {
      what: "the system page to hear of the policy",
    });
    await setPref("datareporting.healthreport.uploadEnabled", true);

    expect(await runLibrary(await openTab("about:mozilla"))).toBe(REFUSED);
    await setPermission("about:mozilla", true);
    expect(await runLibrary(await openTab("about:mozilla"))).toBe("resolved");
    await system.run(
      `const frame = document.createElementNS("http://www.w3.org/1999/xhtml", "iframe");
       frame.src = "about:mozilla";
       document.body.append(frame);
       await new Promise((resolve) => frame.addEventListener("load", resolve));
       return null;`,
    );
    const frame = await firefox().chrome<number>(
      `const parent = gBrowser.tabs.find((tab) => tab.linkedBrowser.currentURI.spec === "about:config").linkedBrowser;
       return parent.browsingContext.children[0].id;`,
    );
    expect(await runLibrary(firefox().page(frame))).toBe(REFUSED);
    await setPermission("about:mozilla", false);

    await setPref(`${PREFS}enabled`, false);
    expect(await runLibrary(await openTab("about:config"))).toBe(REFUSED);
    await setPref(`${PREFS}enabled`, true);
  });

  interface CallersState {
    readonly hybrid: {
      readonly origins: readonly string[];
      readonly ignored: readonly { readonly entry: string; readonly why: string }[];
      readonly contentScript: boolean;
    };
  }

  async function callersState(): Promise<CallersState> {
    const background = await firefox().backgroundPage("event-telemetry@mozilla.org");
    return await background.run<CallersState>("return await browser.telemetryCallers.state();");
  }
});
