import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADD_ON_ID, forceDailyPing, installAddOn, openPanelTab, sentPing } from "../support/add-on.ts";
import { installClient } from "../support/caller-extensions.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import { pendingRecords, refusalsOf } from "../support/engine-records.ts";
import { HOSTILE_DETAILS } from "../support/hostile-details.ts";
import { serveHttps, trustTestServers, type WebServer } from "../support/https-server.ts";
import type { Page } from "../support/page.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const CLIENT = "client@example.org";
const STRANGER = "stranger@example.org";
const DATA = { thing: { methods: ["do"], objects: ["thing"], extra_keys: ["key"], record_on_release: true } };

/** Fires `mozTelemetry` with a detail given as JavaScript. */
const fire = (page: Page, detail: string): Promise<null> =>
  page.run<null>(
    `document.dispatchEvent(new CustomEvent("mozTelemetry", { bubbles: true, detail: (${detail}) })); return null;`,
  );
const call = (page: Page, name: string, data: object): Promise<null> =>
  fire(page, JSON.stringify({ name, data }));
const messagesIn = (refusal: { readonly got: string }): number => Number.parseInt(refusal.got, 10);

describe("hostile callers in a real Firefox", () => {
  let capture: Capture;
  let server: WebServer;
  let other: WebServer;
  beforeAll(async () => {
    capture = await startCapture();
    server = await serveHttps({ "/": "<!doctype html><p>hostile</p>" });
    other = await serveHttps({ "/": "<!doctype html><p>hostile too</p>" });
  });
  afterAll(() => Promise.all([capture.close(), server.close(), other.close()]));
  const firefox = useFirefox(() => ({
    telemetryServer: capture.url,
    prefs: {
      "extensions.event-telemetry.hybrid.origins": `${server.origin} ${other.origin}`,
      "extensions.event-telemetry.clients": CLIENT,
    },
  }));
  beforeAll(async () => {
    await trustTestServers(firefox());
    await installAddOn(firefox());
  });

  it("refuses every wrong shape from a page that is trusted, runs none of its code, and serves it still", async () => {
    const page = await firefox().navigate(`${server.origin}/`);
    await call(page, "registerEvents", { category: "hostile.page", eventData: DATA });
    for (const detail of Object.values(HOSTILE_DETAILS)) {
      await fire(page, detail);
    }
    await page.run(`document.dispatchEvent(new Event("mozTelemetry", { bubbles: true })); return null;`);
    const event = { category: "hostile.page", method: "do", object: "thing" };
    // Firefox does not show such a key to a content script: the event is one without an extra.
    await fire(
      page,
      `{ name: "recordEvent", data: { category: "hostile.page", method: "do", object: "thing", value: "hidden key",
         extra: JSON.parse('{"__proto__": "x"}') } }`,
    );
    await call(page, "recordEvent", { ...event, value: "x".repeat(1_000_000), extra: { key: "good" } });
    const records = await waitFor(
      async () => {
        const found = await pendingRecords(firefox());
        return found.length > 1 ? found : null;
      },
      { what: "the good events after all the bad ones" },
    );
    expect(records).toMatchObject([
      { ...event, value: "hidden key", extra: null },
      { ...event, value: "x".repeat(80), extra: { key: "good" }, source: server.origin },
    ]);
    expect(await page.run("return window.wasRun ?? false;")).toBe(false);
    const refused = await waitFor(
      async () => {
        const found = await refusalsOf(firefox(), server.origin);
        const count = found.reduce((sum, one) => sum + (messagesIn(one) || 1), 0);
        return count >= Object.keys(HOSTILE_DETAILS).length + 1 ? found : null;
      },
      { what: "a refusal for each wrong shape" },
    );
    for (const { message, got } of refused) {
      expect(message.length + got.length).toBeLessThan(1_000);
    }
    const categories = await firefox().chrome<string[]>(
      `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
       return EventTelemetryHost.service.engine.categories().map(({ category }) => category).filter((name) => /hostile|img/.test(name));`,
    );
    expect(categories).toEqual(["hostile.page"]);
  });

  it("takes a few hundred of a trusted page's 100,000 events and says how many it dropped", async () => {
    const page = await firefox().navigate(`${other.origin}/`);
    await call(page, "registerEvents", { category: "hostile.flood", eventData: DATA });
    await page.run(
      `const detail = { name: "recordEvent", data: { category: "hostile.flood", method: "do", object: "thing" } };
       for (let n = 0; n < 100000; n++) document.dispatchEvent(new CustomEvent("mozTelemetry", { bubbles: true, detail }));
       return null;`,
    );
    const dropped = await waitFor(
      async () => {
        const counts = (await refusalsOf(firefox(), other.origin))
          .filter(({ code }) => code === "rate-limited")
          .map(messagesIn);
        const count = counts.reduce((sum, one) => sum + one, 0);
        const { length } = await pendingRecords(firefox(), "hostile.flood");
        return count + length >= 100_000 ? count : null;
      },
      { what: "all 100,000 events to be accounted for" },
    );
    const { length: taken } = await pendingRecords(firefox(), "hostile.flood");
    expect(dropped + taken).toBe(100_000);
    expect(taken).toBeLessThan(1_000);
  });

  it("keeps nothing of a flood with 1 MB details from a page that is not trusted", async () => {
    await firefox().chrome(({ Services }, origin) => {
      Services.prefs.setStringPref("extensions.event-telemetry.hybrid.origins", origin);
    }, server.origin);
    const page = await firefox().navigate(`${other.origin}/`);
    await page.run(
      `const category = "hostile.untrusted" + "x".repeat(1000000);
       for (let n = 0; n < 5000; n++) {
         document.dispatchEvent(new CustomEvent("mozTelemetry", { bubbles: true,
           detail: { name: "recordEvent", data: { category, method: "do", object: "thing" } } }));
       }
       return null;`,
    );
    await waitFor(
      async () => (await refusalsOf(firefox(), other.origin)).some(({ code }) => code === "untrusted"),
      { what: "the refusal of the untrusted page" },
    );
    expect(await pendingRecords(firefox(), "hostile.untrusted")).toEqual([]);
  });

  it("gives a page no way to its messages but the event", async () => {
    const page = await firefox().navigate(`${server.origin}/`);
    expect(await page.run("return [typeof browser, typeof chrome];")).toEqual(["undefined", "undefined"]);
    const address = await firefox().extensionUrl(ADD_ON_ID, "hybrid/content-script.js");
    expect(
      await page.run("return await fetch(args[0]).then(() => 'read', () => 'not readable');", address),
    ).toBe("not readable");
  });

  it("refuses an extension that is not listed, whatever it sends and however often", async () => {
    const stranger = await installClient(firefox(), STRANGER);
    const answers = await stranger.run<string[]>(
      `const messages = [
         { eventTelemetry: 1, call: "recordEvent", args: ["hostile.page", "do", "thing", null, null] },
         { eventTelemetry: 1, call: "submitPing", args: ["hostile-ping", { all: true }, {}] },
         { eventTelemetry: "hybrid", call: "recordEvent", data: { category: "hostile.page", method: "do", object: "thing" } },
         { eventTelemetry: "hybrid", call: "policy-changed" }, null, "text", 1, [], {},
         ...Array.from({ length: 2000 }, () => ({ call: "x".repeat(10000) })),
       ];
       const answers = await Promise.all(messages.map((one) => browser.runtime.sendMessage(args[0], one, {})));
       return [...new Set(answers.map(({ ok, error }) => ok + " " + error.name + " " + error.message))];`,
      ADD_ON_ID,
    );
    expect(answers).toEqual([expect.stringMatching(/^false TelemetryRefused .*\(not-allowed\)$/)]);
    const refused = await waitFor(
      async () => {
        const found = await refusalsOf(firefox(), STRANGER);
        return found.reduce((sum, one) => sum + messagesIn(one), 0) === 2_009 ? found : null;
      },
      { what: "every refusal to be counted" },
    );
    expect(refused.length).toBeLessThan(100);
    expect(await stranger.run("return [typeof browser.telemetry, typeof browser.telemetryCallers];")).toEqual(
      ["undefined", "undefined"],
    );
  });

  it("refuses a listed extension's messages that are no calls, and those that come from a tab", async () => {
    const client = await installClient(firefox(), CLIENT);
    const send = (page: Page, message: unknown): Promise<string> =>
      page.run<string>(
        `const { ok, error } = await browser.runtime.sendMessage(args[0], args[1], {});
         return ok + " " + error?.name + " " + error?.message;`,
        ADD_ON_ID,
        message as never,
      );
    const record = {
      eventTelemetry: 1,
      call: "recordEvent",
      args: ["hostile.page", "do", "thing", "from a tab", null],
    };
    for (const message of [
      null,
      { eventTelemetry: 2, call: "canUpload", args: [] },
      { ...record, call: "clearEvents" },
      { ...record, args: record.args.slice(1) },
      { ...record, source: "firefox" },
      { eventTelemetry: "hybrid", call: "recordEvent", data: {} },
    ]) {
      expect(await send(client, message)).toMatch(/^false TelemetryRefused .*\(malformed\)$/);
    }
    const tab = await firefox().navigate(await firefox().extensionUrl(CLIENT, "page.html"));
    expect(await send(tab, record)).toMatch(/^false TelemetryRefused .*\(tab-sender\)$/);
    expect(await refusalsOf(firefox(), CLIENT)).toContainEqual(
      expect.objectContaining({ code: "tab-sender" }),
    );
    expect(JSON.stringify(await pendingRecords(firefox()))).not.toContain("from a tab");
  });

  it("records on behalf of others for no page of the add-on but its background", async () => {
    const panel = await openPanelTab(firefox());
    await expect(
      panel.run(
        `await browser.telemetryCallers.callForClient(args[0], "recordEvent", ["hostile.page", "do", "thing", null, null]);`,
        CLIENT,
      ),
    ).rejects.toThrow("Only the background page");
    const background = await firefox().backgroundPage(ADD_ON_ID);
    await expect(
      background.run(`await browser.telemetryCallers.callForClient(args[0], "canUpload", []);`, STRANGER),
    ).rejects.toThrow("is not listed");
    await expect(
      background.run(`await browser.telemetryCallers.callForPage(args[0], "recordEvent", []);`, other.origin),
    ).rejects.toThrow("is not trusted");
  });

  it("has let nothing of all this into a ping", async () => {
    await firefox().navigate("about:blank");
    const id = await forceDailyPing(firefox());
    const ping = await sentPing(firefox(), capture, { where: ({ body }) => body.id === id });
    const text = JSON.stringify(ping.body.payload);
    const events = text.match(/"hostile[^"]*"/g) ?? [];
    // The two categories of pages that were trusted, with their proper events and summary counts.
    expect(new Set(events.filter((word) => !word.includes("#")))).toEqual(
      new Set(['"hostile.page"', '"hostile.flood"']),
    );
    for (const word of ["hostile-ping", "from a tab", "hostile.untrusted", "hostile.other", "onerror"]) {
      expect(text).not.toContain(word);
    }
    expect(capture.pings({ type: "hostile-ping" })).toEqual([]);
  });
});
