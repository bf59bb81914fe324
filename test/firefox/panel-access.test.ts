/** Everybody can use the panel: by keys alone, by what a screen reader is told, from right to left, and with more events than it holds. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { IMPORT, installAddOn } from "../support/add-on.ts";
import type { Page } from "../support/page.ts";
import { click, press } from "../support/page-input.ts";
import {
  closePanel,
  exists,
  focusedId,
  listCounts,
  openPanel,
  recordAs,
  registerEvents,
  textOf,
  waitForRow,
  waitForShown,
  waitForText,
} from "../support/panel.ts";
import { forgetPanelState, openView } from "../support/panel-state.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const SOURCE = "shots@test";
const CATEGORY = "access";
const EVENTS = 100;

const firefox = useFirefox();
let page: Page;

beforeAll(async () => {
  await installAddOn(firefox());
  await registerEvents(firefox(), CATEGORY, ["open"], ["menu"], ["n"]);
  await recordMany(EVENTS);
});
// Before each, so that a report of a failure shows the panel.
beforeEach(async () => {
  await closePanel(firefox(), "tab");
  await forgetPanelState(firefox());
});

async function recordMany(count: number): Promise<void> {
  await firefox().chrome<null>(
    `${IMPORT}
     for (let n = 0; n < args[1]; n++) EventTelemetry.recordEvent(args[0], "open", "menu", "v" + n);
     return null;`,
    CATEGORY,
    count,
  );
}

async function open(view: Parameters<typeof openView>[1] = {}): Promise<void> {
  page = await openView(firefox(), { fields: { category: [CATEGORY] }, ...view });
  await waitForShown(page, EVENTS);
}

interface Cursor {
  /** Of the whole list, from 0; -1 for the header. */
  readonly row: number;
  /** -1 for the whole row. */
  readonly column: number;
  readonly selected: number;
}

async function cursor(): Promise<Cursor> {
  return await page.run<Cursor>(
    `const grid = document.getElementById("events-grid");
     const active = document.getElementById(grid.getAttribute("aria-activedescendant"));
     return {
       row: Number(active.closest("[role=row]").ariaRowIndex) - 2,
       column: active.role === "row" ? -1 : Number(active.ariaColIndex) - 1,
       selected: document.querySelectorAll("#events-grid [aria-selected=true]").length,
     };`,
  );
}

describe("the keyboard", () => {
  it("moves through the list by rows, pages, ends, cells and headers, and selects", async () => {
    await open();
    await press(page, "l");
    const after = async (...keys: readonly string[]): Promise<Cursor> => {
      for (const key of keys) await press(page, key);
      return await cursor();
    };
    const rows: Record<string, Cursor> = {
      Home: { row: 0, column: -1, selected: 1 },
      ArrowDown: { row: 1, column: -1, selected: 1 },
      "Shift+ArrowDown": { row: 2, column: -1, selected: 2 },
      "Ctrl+ArrowDown": { row: 3, column: -1, selected: 2 },
      Space: { row: 3, column: -1, selected: 3 },
      ArrowRight: { row: 3, column: 0, selected: 3 },
      End: { row: 3, column: 7, selected: 3 },
      ArrowLeft: { row: 3, column: 6, selected: 3 },
      Escape: { row: 3, column: -1, selected: 3 },
      ArrowUp: { row: 2, column: -1, selected: 1 },
    };
    for (const [key, expected] of Object.entries(rows)) {
      expect({ key, ...(await after(key)) }).toEqual({ key, ...expected });
    }
    const { row } = await after("PageDown");
    expect(row).toBeGreaterThan(10);
    expect((await after("PageUp")).row).toBe(2);
    expect((await after("End")).row).toBe(EVENTS - 1);
    expect(await after("Home", "ArrowUp")).toMatchObject({ row: -1, column: 0 });
    await press(page, "l");
    await press(page, "Ctrl+a");
    await waitForText(page, ".status-bar", "100 selected");
  });

  it("has every key listed under ?, and its letters can be switched off", async () => {
    await open();
    await press(page, "?");
    const help = await waitForText(page, "#help[open]", "Keyboard shortcuts");
    for (const key of [
      "Search",
      "Pause or resume",
      "Export or import",
      "Compare two selected events",
      "Home",
      "End",
      "Shift+↑ ↓",
    ]) {
      expect(help).toContain(key);
    }
    await click(page, "#help label input");
    await press(page, "Escape");
    await waitFor(async () => !(await exists(page, "#help[open]")), { what: "the help to close" });
    await press(page, "p");
    await press(page, "2");
    expect(await exists(page, "#waiting")).toBe(false);
    expect(await exists(page, "#events-grid")).toBe(true);
  });

  it("gets the focus back where it was after a panel or a dialog has closed", async () => {
    await open();
    await press(page, "l");
    await press(page, "Home");
    await press(page, "Shift+ArrowDown");
    for (const [key, selector] of [
      ["i", "#filter-panel:popover-open"],
      ["e", "#export-panel:popover-open"],
      ["d", "#diff[open]"],
    ] as const) {
      await press(page, key);
      await waitFor(() => exists(page, selector), { what: selector });
      await press(page, "Escape");
      await waitFor(async () => !(await exists(page, selector)), { what: `${selector} to close` });
      expect(["events-grid", "filter", "export"]).toContain(await focusedId(page));
      await press(page, "l");
    }
    expect((await cursor()).selected).toBe(2);
  });
});

describe("a screen reader", () => {
  it("is told a grid with its true counts, and where the cursor is when rows are used again", async () => {
    await open();
    const grid = await page.run<Record<string, unknown>>(
      `const grid = document.getElementById("events-grid");
       return {
         role: grid.role, rows: grid.ariaRowCount, columns: grid.ariaColCount, multi: grid.ariaMultiSelectable,
         label: grid.ariaLabel, drawn: grid.querySelectorAll(".body > .row").length < 90,
       };`,
    );
    expect(grid).toEqual({
      role: "grid",
      rows: "101",
      columns: "8",
      multi: "true",
      label: "Events",
      drawn: true,
    });
    await press(page, "l");
    await press(page, "Home");
    await page.run<null>("document.getElementById('events-grid').scrollTop = 1e6; return null;");
    await waitForRow(page, "v99");
    expect(await cursor()).toMatchObject({ row: 0 });
    expect(await focusedId(page)).toBe("events-grid");
  });

  it("hears the counts from the one live region", async () => {
    await open();
    await waitForText(page, "#live", "100 events");
    expect(
      await page.run("return document.querySelectorAll('[role=status], [aria-live=polite]').length;"),
    ).toBe(1);
    await press(page, "/");
    await page.run<null>("document.getElementById('search').value = ''; return null;");
    await press(page, "v");
    await press(page, "9");
    await press(page, "9");
    await waitForText(page, "#live", "1 event,");
  });
});

describe("from right to left", () => {
  it("the page is turned round, and the arrows with it", async () => {
    await firefox().chrome<null>("Services.prefs.setStringPref('intl.l10n.pseudo', 'bidi'); return null;");
    try {
      await open();
      expect(await page.run("return [document.dir, getComputedStyle(document.body).direction];")).toEqual([
        "rtl",
        "rtl",
      ]);
      await press(page, "l");
      await press(page, "Home");
      await press(page, "ArrowLeft");
      expect((await cursor()).column).toBe(0);
      await press(page, "ArrowRight");
      expect((await cursor()).column).toBe(-1);
    } finally {
      await firefox().chrome<null>("Services.prefs.clearUserPref('intl.l10n.pseudo'); return null;");
    }
  });
});

// Last: nothing else is held after it.
describe("more events than are held", () => {
  it("push the oldest off the list, which says how many, and they are sent all the same", async () => {
    await recordAs(firefox(), SOURCE, CATEGORY, "open", "menu", "before the flood");
    page = await openPanel(firefox(), "tab");
    await waitForRow(page, "before the flood");
    const { held } = await listCounts(page);
    await recordMany(10_000);
    // Firefox's own events come in between, so it may be some more.
    await waitFor(async () => Number.parseInt(await textOf(page, "#fell-off"), 10) >= held, {
      what: `${held} older ones to fall off`,
    });
    expect(await textOf(page, "#fell-off")).toContain("older ones fell off");
    await waitFor(async () => (await listCounts(page)).held === 10_000, { what: "10,000 to be held" });
    expect(await page.run("return document.getElementById('fell-off').title;")).toContain("still sent");
    expect(await exists(page, ".lost-count")).toBe(false);
  });

  it("leave every row drawn where its place on the list is, while old ones fall off", async () => {
    page = await openPanel(firefox(), "tab");
    await waitFor(async () => (await listCounts(page)).held === 10_000, { what: "10,000 to be held" });
    for (const values of [["first"], ["second", "third"]]) {
      for (const value of values) await recordAs(firefox(), SOURCE, CATEGORY, "open", "menu", value);
      await waitForRow(page, values.at(-1) ?? "");
      expect(await misplacedRows()).toEqual([]);
    }
    await click(page, "#events-grid [role=columnheader][aria-colindex='2']");
    await waitFor(async () => (await misplacedRows()).length === 0, { what: "the list, newest first" });
    await recordAs(firefox(), SOURCE, CATEGORY, "open", "menu", "fourth");
    await waitForRow(page, "fourth");
    expect(await misplacedRows()).toEqual([]);
  });

  /** Rows that are not drawn where their `aria-rowindex` says, and a view that no row fills. */
  function misplacedRows(): Promise<string[]> {
    return page.run<string[]>(
      `const grid = document.getElementById("events-grid");
       const rows = [...grid.querySelectorAll(".body > .row:not([hidden])")];
       const top = grid.querySelector(".body").getBoundingClientRect().top;
       const { height } = rows[0].getBoundingClientRect();
       const wrong = rows
         .filter((row) => Math.abs(row.getBoundingClientRect().top - top - (row.ariaRowIndex - 2) * height) > 0.5)
         .map((row) => row.ariaRowIndex + " is at " + (row.getBoundingClientRect().top - top));
       const { left, bottom } = grid.getBoundingClientRect();
       const last = document.elementFromPoint(left + 20, bottom - 20)?.closest(".row");
       return last ? wrong : [...wrong, "no row at the end of the view"];`,
    );
  }
});
