import { resolve } from "node:path";
import type { Capture, CapturedPing, PingFilter } from "./capture.ts";
import type { Firefox } from "./firefox.ts";
import type { Page } from "./page.ts";
import { waitFor } from "./wait-for.ts";

export const ADD_ON_ID = "event-telemetry@mozilla.org";
export const ADD_ON_PATH = resolve("dist/extension");
export const LEGACY_PATH = resolve("examples/legacy-extension");

/** Installs the built add-on and waits until its durable queue is open. */
export async function installAddOn(firefox: Firefox): Promise<void> {
  await firefox.installAddon(ADD_ON_PATH);
  await engineReady(firefox);
}

/** Resolves when the engine has looked at what earlier sessions left. After a restart the add-on starts later than we do. */
export async function engineReady(firefox: Firefox): Promise<void> {
  await waitFor(() => firefox.chrome<boolean>(`${IMPORT} await EventTelemetry.ready; return true;`), {
    what: "the engine to be ready",
  });
}

/** Resolves when Firefox code can import the engine, which records from then on. */
export async function engineLoaded(firefox: Firefox): Promise<void> {
  await waitFor(() => firefox.chrome<boolean>(`${IMPORT} return true;`), { what: "the engine to be there" });
}

/** Firefox sends one batch a minute; this asks for the next one now. */
export async function sendNextBatch(firefox: Firefox): Promise<void> {
  await firefox.chrome<null>(
    `const { TelemetrySend } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySend.sys.mjs");
     TelemetrySend.notifyCanUpload();
     return null;`,
  );
}

/** For chrome scripts: the module that Firefox code imports. */
export const IMPORT = `
  const { EventTelemetry } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");`;

/**
 * The first ping that matches, asked for again and again: a ping that Firefox gets while it sends another one would
 * otherwise wait for the batch of the next minute.
 */
export function sentPing(firefox: Firefox, capture: Capture, filter: PingFilter): Promise<CapturedPing> {
  return whileSending(firefox, () => capture.pings(filter)[0], `a ping with ${JSON.stringify(filter)}`);
}

/** Waits for a condition on what was sent, having Firefox send its next batch at each look. */
export function whileSending<T>(firefox: Firefox, condition: () => T, what: string): Promise<NonNullable<T>> {
  return waitFor(
    async () => {
      await sendNextBatch(firefox);
      return condition();
    },
    { what, interval: 200, timeout: 40_000 },
  );
}

/** One of the add-on's own pages in the selected tab, where `browser.telemetry` is our experiment. */
export async function openPanelTab(firefox: Firefox): Promise<Page> {
  return await firefox.navigate(await firefox.extensionUrl(ADD_ON_ID, "panel/panel.html"));
}

/** Registers `method` «do» and `object` «thing» under a category, with the extra keys `key` and `n`. */
export function registerThing(firefox: Firefox, category: string): Promise<null> {
  return firefox.chrome<null>(
    `${IMPORT}
     EventTelemetry.registerEvents(args[0], {
       thing: { methods: ["do"], objects: ["thing"], extra_keys: ["key", "n"], record_on_release: true },
     });
     return null;`,
    category,
  );
}

/** Records `count` events numbered in `extra.n` from `first` on, and waits until they are on disk. */
export function recordThings(firefox: Firefox, category: string, count: number, first = 0): Promise<null> {
  return firefox.chrome<null>(
    `${IMPORT}
     const [category, count, first] = args;
     for (let n = first; n < first + count; n++) {
       EventTelemetry.recordEvent(category, "do", "thing", null, { n: String(n) });
     }
     await EventTelemetry.flush("test");
     return null;`,
    category,
    count,
    first,
  );
}

/** Firefox assembles and sends a main ping of reason `daily` now; resolves with its id. */
export function forceDailyPing(firefox: Firefox): Promise<string> {
  return firefox.chrome<string>(
    `const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
     const { TelemetryController } = ChromeUtils.importESModule("resource://gre/modules/TelemetryController.sys.mjs");
     await TelemetryController.promiseInitialized();
     return await TelemetrySession.sendDailyPing();`,
  );
}

/** How many events are pending, as Firefox code sees it. */
export function pendingCount(firefox: Firefox): Promise<number> {
  return firefox.chrome<number>(
    `${IMPORT} return Object.values(EventTelemetry.snapshotEvents(1)).flat().length;`,
  );
}
