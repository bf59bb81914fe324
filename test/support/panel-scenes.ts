import type { HistoryEntry } from "../../src/extension/inspector-api.ts";
import type { PanelState } from "../../src/extension/panel-model/panel-state.ts";
import type { Page } from "./page.ts";
import { exists } from "./panel.ts";
import type { Json } from "./remote-script.ts";
import { CONTAINERS, MASKS, PAGE, SHOTS } from "./sample-senders.ts";
import { waitFor } from "./wait-for.ts";

/** Gives the id of the first sample event of which all of this is true. */
type Find = (wanted: Partial<HistoryEntry>) => number;

/** One thing that the panel can show: where it is set to be, and what is then opened by a click. */
export interface Scene {
  readonly name: string;
  readonly state: (find: Find) => Partial<PanelState>;
  /** Clicked once the panel shows the state. */
  readonly click?: string;
  /** There once the scene is complete. */
  readonly shown: string;
}

const RECORDED_HERE = { fields: { source: [SHOTS, MASKS, CONTAINERS, PAGE] } };
const REFUSED = { method: "fill", state: "refused" } as const;

/** Every view, and everything that opens in one. They need the sample events. */
export const SCENES: readonly Scene[] = [
  { name: "events", state: () => ({}), shown: ".row.is-pending" },
  {
    name: "events, one in detail",
    state: (find) => ({ active: find({ method: "copy" }), detail: true }),
    shown: "#detail .tuple",
  },
  {
    name: "events, a refused one in detail",
    state: (find) => ({ active: find(REFUSED), selected: [find(REFUSED)], detail: true, follow: true }),
    shown: "#detail .refusal.refused",
  },
  {
    name: "events, a cut one in detail, pinned and noted",
    state: (find) => {
      const id = find({ method: "open", object: "personal" });
      return {
        active: id,
        detail: true,
        marks: { [id]: { pinned: true, note: "Value is cut at 80 bytes: ask the team" } },
      };
    },
    shown: "#detail .refusal.changed",
  },
  {
    name: "events, filtered",
    state: () => ({
      text: "object:popup,shortcut,banner",
      fields: { source: [SHOTS, MASKS], state: ["pending", "refused"] },
      time: { kind: "last", minutes: 15 },
    }),
    shown: ".chips",
  },
  { name: "events, searched and marked", state: () => ({ text: "open", highlight: true }), shown: "mark" },
  { name: "events, grouped", state: () => ({ group: "source" }), shown: ".group-head" },
  {
    name: "events, a bad regular expression",
    state: () => ({ text: "shots(", regex: true }),
    shown: "#search-problem",
  },
  { name: "events, none on the list", state: () => ({ text: "nowhere" }), shown: "#empty-list" },
  { name: "filter", state: () => ({}), click: "#filter", shown: "#filter-panel .choice" },
  { name: "time", state: () => ({}), click: "#time", shown: "#time-panel .choice" },
  { name: "columns", state: () => ({}), click: "#columns", shown: "#columns-panel .choice" },
  {
    name: "copy",
    state: (find) => ({ active: find({ method: "copy" }) }),
    click: "#copy",
    shown: "#copy-panel .button",
  },
  { name: "export", state: () => ({}), click: "#export", shown: "#export-panel .button" },
  {
    name: "compare",
    state: (find) => ({
      selected: [find({ method: "save", state: "sent" }), find({ method: "save", state: "pending" })],
    }),
    click: "#compare",
    shown: "#diff tbody tr",
  },
  { name: "keys", state: () => ({}), click: "#show-help", shown: "#help .key-row" },
  { name: "pings, the next one", state: () => ({ view: "pings" }), shown: "[data-verdict]" },
  {
    name: "pings, a sent one",
    state: () => ({ view: "pings" }),
    click: "#pings-grid .row[aria-rowindex='4'] .cell",
    shown: ".ping-detail h2 code",
  },
  { name: "registry", state: () => ({ view: "registry" }), shown: "#registry-grid .never" },
  { name: "counts", state: () => ({ view: "counts" }), shown: "#counts-grid .body .cell" },
  { name: "timeline", state: () => ({ view: "timeline", ...RECORDED_HERE }), shown: ".chart rect" },
  {
    name: "timeline, as a table",
    state: () => ({ view: "timeline", ...RECORDED_HERE }),
    click: "#as-table",
    shown: ".timeline-table tbody tr",
  },
  { name: "health", state: () => ({ view: "health" }), shown: ".fact-sheets dd" },
];

/** A list that was cleared. */
export const CLEARED: Scene = {
  name: "events, cleared",
  state: () => ({ clearedUpTo: 1_000_000 }),
  shown: "#empty-list .finding",
};

/** The view of the health where something keeps events from leaving. */
export const BLOCKED: Scene = {
  name: "health, uploads off",
  state: () => ({ view: "health" }),
  shown: "#findings .finding.error",
};

/** Loads the panel anew in this state. */
export async function loadWith(page: Page, state: Partial<PanelState>): Promise<void> {
  await page.run<null>(
    `await browser.storage.local.clear();
     await browser.storage.session.set({ panel: args[0] });
     document.documentElement.dataset.left = "";
     location.reload();
     return null;`,
    state as Json,
  );
  await waitForElement(page, "html:not([data-left]) [role=tab][aria-selected=true]");
}

/** Brings the panel to a scene, whatever it showed before. */
export async function showScene(page: Page, scene: Scene): Promise<void> {
  const entries = await page.run<HistoryEntry[]>(
    "return (await browser.telemetryInspector.page(Number.MAX_SAFE_INTEGER, 10000)).entries;",
  );
  const find: Find = (wanted) => {
    const found = entries.find((entry) =>
      Object.entries(wanted).every(([name, value]) => entry[name as keyof HistoryEntry] === value),
    );
    if (!found) throw new Error(`no sample event is ${JSON.stringify(wanted)}`);
    return found.id;
  };
  await loadWith(page, scene.state(find));
  if (scene.click !== undefined) {
    await waitForElement(page, `${scene.click}:not(:disabled)`);
    await page.run<null>("document.querySelector(args[0]).click(); return null;", scene.click);
  }
  await waitForElement(page, scene.shown);
}

async function waitForElement(page: Page, selector: string): Promise<void> {
  await waitFor(() => exists(page, selector), { what: selector, interval: 20 });
}
