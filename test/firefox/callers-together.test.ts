import { describe, expect, it } from "vitest";
import { ADD_ON_ID, engineReady, openPanelTab, whileSending } from "../support/add-on.ts";
import { installBridged } from "../support/bridged-extensions.ts";
import { installClient, installDropIn } from "../support/caller-extensions.ts";
import type { Firefox } from "../support/firefox.ts";
import { packAddOn } from "../support/pack-add-on.ts";
import type { Page } from "../support/page.ts";
import { numbersOf } from "../support/ping-events.ts";
import { useRestartableFirefox } from "../support/restartable-firefox.ts";

const EACH = 1_000;
const EARLY = "early-legacy@example.org";
const LATE = "late-legacy@example.org";
const CLIENT = "client@example.org";
const DROP_IN = "drop-in@example.org";

/** Who records, and under which category, so that an event at the edge tells who it must have come from. */
const CATEGORIES: Readonly<Record<string, string>> = {
  [ADD_ON_ID]: "from.addon",
  [EARLY]: "from.early",
  [LATE]: "from.late",
  [CLIENT]: "from.client",
  [DROP_IN]: "from.dropin",
};

/**
 * Has a page register, then at the given time record `EACH` numbered events as fast as it can call. Commands reach Firefox
 * one after another, so each page only begins here.
 */
const beginRecording = (page: Page, api: string, category: string, startAt: number): Promise<null> =>
  page.run<null>(
    `const telemetry = ${api};
     const [category, count, startAt] = args;
     await telemetry.registerEvents(category, {
       thing: { methods: ["do"], objects: ["thing"], extra_keys: ["n"], record_on_release: true } });
     window.recorded = (async () => {
       await new Promise((resolve) => setTimeout(resolve, startAt - Date.now()));
       await Promise.all(Array.from({ length: count }, (_, n) =>
         telemetry.recordEvent(category, "do", "thing", null, { n: String(n) })));
       return Date.now();
     })();
     return null;`,
    category,
    EACH,
    startAt,
  );
const endOfRecording = (page: Page): Promise<number> => page.run<number>("return await window.recorded;");

/** How many events each source has recorded in each category, as the panel would list them. */
const tally = (firefox: Firefox): Promise<Record<string, number>> =>
  firefox.chrome<Record<string, number>>(
    `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     const { entries } = EventTelemetryHost.service.inspector.page(Number.MAX_SAFE_INTEGER, 10000);
     const counts = {};
     for (const { source, category, state } of entries) {
       if (state === "refused" || !category.startsWith("from.")) continue;
       const key = category + " " + source;
       counts[key] = (counts[key] ?? 0) + 1;
     }
     return counts;`,
  );

describe("five extensions at once in a real Firefox", () => {
  const run = useRestartableFirefox();

  it("brings 1,000 events of each to the edge once, each with its source", async () => {
    const firefox = await run().start({ "extensions.event-telemetry.clients": CLIENT });
    const early = await installBridged(firefox, EARLY);
    await early.run("await browser.telemetry.canUpload(); return null;");
    await firefox.installAddon(await packAddOn(), { temporary: false });
    await engineReady(firefox);
    const pages: Readonly<Record<string, Page>> = {
      [EARLY]: early,
      [LATE]: await installBridged(firefox, LATE),
      [CLIENT]: await installClient(firefox, CLIENT),
      [DROP_IN]: await installDropIn(firefox, DROP_IN, { version: "0.0.5" }),
      [ADD_ON_ID]: await openPanelTab(firefox),
    };
    const startAt = Date.now() + 2_000;
    for (const [id, page] of Object.entries(pages)) {
      const api = id === CLIENT ? "window.telemetry" : "browser.telemetry";
      await beginRecording(page, api, CATEGORIES[id] ?? "", startAt);
    }
    for (const page of Object.values(pages)) {
      await endOfRecording(page);
    }
    expect(await tally(firefox)).toEqual(
      Object.fromEntries(Object.entries(CATEGORIES).map(([id, category]) => [`${category} ${id}`, EACH])),
    );
    await run().quit();
    await run().restart();
    const arrived = (category: string) =>
      numbersOf(run().capture.pings(), category).toSorted((left, right) => left - right);
    await whileSending(
      run().firefox,
      () => Object.values(CATEGORIES).every((category) => arrived(category).length >= EACH),
      "all events at the edge",
    );
    for (const category of Object.values(CATEGORIES)) {
      expect(arrived(category)).toEqual(Array.from({ length: EACH }, (_, n) => n));
    }
  });
});
