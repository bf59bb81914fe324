import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Prefs } from "../../scripts/firefox-prefs.mjs";
import { ADD_ON_ID, IMPORT } from "./add-on.ts";
import type { Firefox } from "./firefox.ts";
import type { Page } from "./page.ts";
import { click, type Held, press } from "./page-input.ts";
import { waitFor } from "./wait-for.ts";

/** Where the panel can be open. */
export const PLACES = ["tab", "popup", "sidebar"] as const;
export type Place = (typeof PLACES)[number];

/** Opens the panel as a person does, and waits until its list has been read. */
export async function openPanel(firefox: Firefox, place: Place): Promise<Page> {
  const page =
    place === "popup"
      ? await firefox.openPopup(ADD_ON_ID)
      : place === "sidebar"
        ? await firefox.openSidebar(ADD_ON_ID)
        : await firefox.navigate(await firefox.extensionUrl(ADD_ON_ID, "panel/panel.html"));
  await page.waitFor(({ document }) => document.querySelector("[role=grid], .view") !== null, {
    what: "the panel to be drawn",
  });
  return page;
}

/** Closes the panel, and waits until it is gone: the next one must not be mistaken for it. */
export async function closePanel(firefox: Firefox, place: Place): Promise<void> {
  if (place === "tab") {
    // Not waited for its view: on a loaded machine Firefox was seen to keep one that had long been inactive.
    await firefox.navigate("about:blank");
    return;
  }
  await firefox.chrome<null>(
    place === "sidebar"
      ? "window.SidebarController.hide(); return null;"
      : `document.querySelector(".webextension-popup-browser")?.closest("panel")?.hidePopup(); return null;`,
  );
  await waitFor(
    () =>
      firefox.chrome<boolean>(
        "return ![...WebExtensionPolicy.getByID(args[0]).extension.views].some(({ viewType }) => viewType === args[1]);",
        ADD_ON_ID,
        place,
      ),
    { what: `the ${place} to be gone` },
  );
}

/** A row of a grid as it is on the screen: its place in the whole list, and the texts of its cells. */
export interface ShownRow {
  readonly index: number;
  readonly cells: readonly string[];
  readonly selected: boolean;
}

/** The rows of a grid that exist now, top to bottom. */
export function shownRows(page: Page, grid = "events-grid"): Promise<ShownRow[]> {
  return page.run<ShownRow[]>(
    `return [...document.querySelectorAll("#" + args[0] + " .body > .row:not([hidden])")]
       .map((row) => ({
         index: Number(row.ariaRowIndex),
         cells: [...row.children].map((cell) => cell.textContent),
         selected: row.ariaSelected === "true",
       }))
       .sort((left, right) => left.index - right.index);`,
    grid,
  );
}

/** Waits for a row that has all these texts in its cells. */
export function waitForRow(page: Page, ...texts: readonly string[]): Promise<ShownRow> {
  return waitFor(
    async () =>
      (await shownRows(page)).find(({ cells }) =>
        texts.every((text) => cells.some((cell) => cell.includes(text))),
      ),
    { what: `a row with ${texts.join(", ")}` },
  );
}

/** How many events are on the list, and how many the panel holds. */
export function listCounts(page: Page): Promise<{ shown: number; held: number }> {
  return page.run<{ shown: number; held: number }>(
    `const { shown, held } = document.getElementById("shown-count").dataset;
     return { shown: Number(shown), held: Number(held) };`,
  );
}

export function waitForShown(page: Page, shown: number): Promise<true> {
  return waitFor(async () => (await listCounts(page)).shown === shown || undefined, {
    what: `${shown} events on the list`,
  }).then(() => true);
}

/** Clicks the row that has all these texts in its cells, wherever it is by then. */
export async function clickRow(page: Page, texts: readonly string[], held: Held = {}): Promise<void> {
  await click(page, "#events-grid .body > .row:not([hidden])", held, texts);
}

/**
 * Puts the cursor on the row with these texts by arrows, from the end of the list; with `keys` «Ctrl+» the selection
 * stays. Rows may come and go on the way: where it is is looked at before each step.
 */
export async function goToRow(page: Page, texts: readonly string[], keys: "" | "Ctrl+" = ""): Promise<void> {
  await waitForRow(page, ...texts);
  await press(page, "l");
  await press(page, `${keys}End`);
  for (let steps = 0; steps < 500; steps++) {
    const step = await page.run<"here" | "ArrowUp" | "ArrowDown">(
      `const rows = [...document.querySelectorAll("#events-grid .body > .row:not([hidden])")];
       const wanted = rows.find((row) => args.every((text) => [...row.children].some((cell) => cell.textContent.includes(text))));
       const named = document.getElementById("events-grid").getAttribute("aria-activedescendant");
       const active = document.getElementById(named)?.closest("[role=row]");
       if (wanted !== undefined && wanted === active) return "here";
       const below = wanted !== undefined && Number(wanted.ariaRowIndex) > Number(active?.ariaRowIndex ?? 0);
       return below ? "ArrowDown" : "ArrowUp";`,
      ...texts,
    );
    if (step === "here") return;
    await press(page, keys + step);
  }
  throw new Error(`the cursor never came to the row with ${texts.join(", ")}`);
}

/** Goes by Tab until what has the focus matches. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 300; steps++) {
    if (await page.run<boolean>("return document.activeElement?.matches(args[0]) === true;", selector))
      return;
    await press(page, "Tab");
  }
  throw new Error(`Tab never came to ${selector}; it stopped at #${await focusedId(page)}`);
}

export async function focusedId(page: Page): Promise<string> {
  return await page.run<string>("return document.activeElement?.id ?? '';");
}

export function textOf(page: Page, selector: string): Promise<string> {
  return page.run<string>("return document.querySelector(args[0])?.innerText ?? '';", selector);
}

export function exists(page: Page, selector: string): Promise<boolean> {
  return page.run<boolean>("return document.querySelector(args[0]) !== null;", selector);
}

/** Waits until an element that matches is there and its text contains this one; returns its text. */
export function waitForText(page: Page, selector: string, part: string): Promise<string> {
  return waitFor(
    async () => {
      const text = await textOf(page, selector);
      return text.includes(part) ? text : undefined;
    },
    { what: `«${part}» in ${selector}` },
  );
}

/** The system clipboard's text. */
export function readClipboard(firefox: Firefox): Promise<string> {
  return firefox.chrome<string>(
    `const transferable = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
     transferable.init(null);
     transferable.addDataFlavor("text/plain");
     Services.clipboard.getData(transferable, Services.clipboard.kGlobalClipboard, window.browsingContext.currentWindowContext);
     const data = {};
     transferable.getTransferData("text/plain", data);
     return data.value.QueryInterface(Ci.nsISupportsString).data;`,
  );
}

/** For `launchFirefox`: files that pages offer are saved without asking, into the profile. */
export async function savingPrefs(profile: string): Promise<Prefs> {
  const folder = join(profile, "downloads");
  await mkdir(folder, { recursive: true });
  return {
    "browser.download.folderList": 2,
    "browser.download.dir": folder,
    "browser.download.useDownloadDir": true,
    "browser.download.always_ask_before_handling_new_types": false,
    // Firefox shows its list of downloads, which takes the focus, at the first download of a profile and wherever it is told to.
    "browser.download.alwaysOpenPanel": false,
    "browser.download.panel.shown": true,
    "browser.helperApps.neverAsk.saveToDisk": "application/x-ndjson,application/json,text/csv",
  };
}

/** Waits for the next file that is saved, and takes it away. */
export async function takeDownload(firefox: Firefox, ending: string): Promise<string> {
  const folder = join(firefox.profile, "downloads");
  const name = await waitFor(
    async () => {
      const names = await readdir(folder);
      return names.some((one) => one.endsWith(".part"))
        ? undefined
        : names.find((one) => one.endsWith(ending));
    },
    { what: `a saved file *${ending}` },
  );
  const text = await waitFor(async () => (await readFile(join(folder, name), "utf8")) || undefined, {
    what: `${name} to be written`,
  });
  await rm(join(folder, name));
  return text;
}

/** Records through the engine as somebody else, an add-on's id or a page's origin. */
export function recordAs(
  firefox: Firefox,
  source: string,
  category: string,
  method: string,
  object: string,
  value: string | null = null,
  extra: Record<string, string> | null = null,
): Promise<null> {
  return firefox.chrome<null>(
    `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     const [source, category, method, object, value, extra] = args;
     EventTelemetryHost.service.engine.recordEvent({ category, method, object, value, extra }, { source });
     return null;`,
    source,
    category,
    method,
    object,
    value,
    extra,
  );
}

/** Registers every pair of these methods and objects, for all channels. */
export function registerEvents(
  firefox: Firefox,
  category: string,
  methods: readonly string[],
  objects: readonly string[],
  extraKeys: readonly string[] = [],
): Promise<null> {
  return firefox.chrome<null>(
    `${IMPORT}
     const [category, methods, objects, extra_keys] = args;
     EventTelemetry.registerEvents(category, { test: { methods, objects, extra_keys, record_on_release: true } });
     return null;`,
    category,
    methods,
    objects,
    extraKeys,
  );
}
