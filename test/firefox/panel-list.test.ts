/** What a tester does with the list of events: follow, pause, search, filter, sort, arrange, clear, group. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installAddOn } from "../support/add-on.ts";
import type { Page } from "../support/page.ts";
import { click, press, type } from "../support/page-input.ts";
import {
  clickRow,
  closePanel,
  exists,
  listCounts,
  recordAs,
  registerEvents,
  shownRows,
  tabTo,
  waitForRow,
  waitForShown,
  waitForText,
} from "../support/panel.ts";
import { forgetPanelState, headerTexts, openView, waitForColumn } from "../support/panel-state.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const firefox = useFirefox();
const VALUE = 5;

let run = 0;
/** Every test has a category of its own, and sees its own events. */
let category = "";
let page: Page;

beforeAll(() => installAddOn(firefox()));
// Cleared before each, so that a report of a failure shows the panel.
beforeEach(async () => {
  await closePanel(firefox(), "tab");
  await forgetPanelState(firefox());
  run += 1;
  category = `list${run}`;
  await registerEvents(firefox(), category, ["open", "close"], ["menu", "file"], ["size", "tool"]);
});

async function record(
  value: string,
  { source = "shots@test", method = "open", extra = null as Record<string, string> | null } = {},
): Promise<void> {
  await recordAs(firefox(), source, category, method, "menu", value, extra);
}

async function open(...values: readonly string[]): Promise<void> {
  for (const value of values) await record(value);
  await look(values.length);
}

/** Opens the panel on the events of this test, so many. */
async function look(count: number): Promise<void> {
  page = await openView(firefox(), { fields: { category: [category] } });
  await waitForShown(page, count);
}

async function typeInto(selector: string, text: string): Promise<void> {
  await click(page, selector);
  await type(page, text);
}

async function scrollTop(): Promise<number> {
  return await page.run<number>("return document.getElementById('events-grid').scrollTop;");
}

async function isPressed(selector: string): Promise<boolean> {
  return await page.run<boolean>(
    "return document.querySelector(args[0]).getAttribute('aria-pressed') === 'true';",
    selector,
  );
}

describe("the live tail", () => {
  it("shows new events by itself, and leaves a person who scrolled back in peace", async () => {
    await open(...Array.from({ length: 60 }, (_, n) => `old${n}`));
    await record("fresh");
    await waitForRow(page, "fresh");
    expect(await isPressed("#follow")).toBe(true);

    await clickRow(page, ["fresh"]);
    await press(page, "Home");
    await waitForRow(page, "old0");
    await waitFor(async () => !(await isPressed("#follow")), { what: "the list to follow no longer" });
    const top = await scrollTop();
    await record("later");
    await waitForShown(page, 62);
    expect(await scrollTop()).toBe(top);

    await click(page, "#follow");
    await waitForRow(page, "later");
  });

  it("stands still while paused, says how many wait, and loses none of them", async () => {
    await open("before");
    await press(page, "p");
    await record("one");
    await record("two");
    await waitForText(page, "#waiting", "Paused, 2 waiting");
    await waitForColumn(page, VALUE, ["before"]);
    await click(page, "#waiting button");
    await waitForColumn(page, VALUE, ["before", "one", "two"]);
  });
});

describe("the search", () => {
  it("finds a text in any field, and in what arrives later", async () => {
    await record("plain");
    await record("with", { extra: { tool: "Crayon" } });
    await look(2);
    await press(page, "/");
    await type(page, "crayon");
    await waitForColumn(page, VALUE, ["with"]);
    await record("crayons too");
    await record("not this");
    await waitForColumn(page, VALUE, ["with", "crayons too"]);
    await press(page, "Escape");
    await waitForShown(page, 4);
  });

  it("takes a regular expression, and marks one that is none instead of failing", async () => {
    await open("a1", "b2", "a3");
    await click(page, ".in-field");
    await typeInto("#search", "^a\\d");
    await waitForColumn(page, VALUE, ["a1", "a3"]);
    await type(page, "(");
    await waitForText(page, "#search-problem", "Not a regular expression");
    expect(await page.run("return document.getElementById('search').ariaInvalid;")).toBe("true");
    await waitForShown(page, 3);
    await press(page, "Backspace");
    await waitForColumn(page, VALUE, ["a1", "a3"]);
    expect(await exists(page, "#search-problem")).toBe(false);
  });

  it("marks what it finds instead of hiding the rest, and goes from one to the next", async () => {
    await open("apple", "pear", ...Array.from({ length: 60 }, (_, n) => `plum${n}`), "apricot");
    await click(page, "#highlight");
    await typeInto("#search", "ap");
    const marks = () =>
      page.run<string[]>("return [...document.querySelectorAll('mark')].map((mark) => mark.textContent);");
    await waitFor(async () => String(await marks()) === "ap", { what: "one mark in sight" });
    expect((await listCounts(page)).shown).toBe(63);
    const activeValue = () =>
      page.run<string>(
        "return document.querySelector('#events-grid .row.active')?.children[5].textContent ?? '';",
      );
    await press(page, "Enter");
    await waitFor(async () => (await activeValue()) === "apple", { what: "the first one found" });
    await press(page, "Enter");
    await waitFor(async () => (await activeValue()) === "apricot", { what: "the next one found" });
    await press(page, "Enter");
    await waitFor(async () => (await activeValue()) === "apple", { what: "the first one again" });
    expect(await scrollTop()).toBe(0);
  });
});

describe("the filters", () => {
  it("take several values of a field, hold for arrivals, and go at one key", async () => {
    await record("one", { source: "a@test" });
    await record("two", { source: "b@test" });
    await record("three", { source: "c@test" });
    await look(3);
    await click(page, "#filter");
    await click(page, '#filter-panel input[data-value="a@test"]');
    await click(page, '#filter-panel input[data-value="b@test"]');
    await press(page, "Escape");
    await waitForColumn(page, VALUE, ["one", "two"]);
    expect(await waitForText(page, ".chips", "b@test")).toContain("a@test");
    await record("four", { source: "c@test" });
    await record("five", { source: "b@test" });
    await waitForColumn(page, VALUE, ["one", "two", "five"]);
    await press(page, "x");
    await waitFor(async () => !(await exists(page, ".chips")), { what: "no filter to be left" });
    await waitForRow(page, "four");
  });

  it("keep to the last minutes, or to a range of time", async () => {
    await open("old", "new");
    const [old, fresh] = await page.run<[string, string]>(
      `const { entries } = await browser.telemetryInspector.page(Number.MAX_SAFE_INTEGER, 2);
       return entries.map(({ wallTime }) => new Date(wallTime - 3_600_000).toISOString().slice(0, 19));`,
    );
    expect(old <= fresh).toBe(true);
    await press(page, "t");
    await click(page, "#time-panel [data-time='5']");
    await waitForText(page, ".chips", "Last 5 minutes");
    await waitForShown(page, 2);
    const setTo = (value: string) =>
      page.run<null>(
        `const field = document.querySelectorAll("#time-panel [type=datetime-local]")[1];
         field.value = args[0];
         field.dispatchEvent(new Event("change", { bubbles: true }));
         return null;`,
        value,
      );
    await setTo(old);
    await waitForShown(page, 0);
    await setTo("2999-01-01T00:00:00");
    await waitForShown(page, 2);
  });
});

describe("the table", () => {
  it("is sorted by any header, up, down and back, by mouse and by keys", async () => {
    await open("m", "z", "a");
    const header = "#events-grid-head-5";
    await click(page, header);
    await waitForColumn(page, VALUE, ["a", "m", "z"]);
    await click(page, header);
    await waitForColumn(page, VALUE, ["z", "m", "a"]);
    expect(await page.run("return document.querySelector(args[0]).ariaSort;", header)).toBe("descending");
    await click(page, header);
    await waitForColumn(page, VALUE, ["m", "z", "a"]);

    await press(page, "l");
    await press(page, "Home");
    await press(page, "ArrowUp");
    for (let column = 0; column < VALUE; column++) await press(page, "ArrowRight");
    await press(page, "Enter");
    await waitForColumn(page, VALUE, ["a", "m", "z"]);
  });

  it("has the columns a person wants in the order they want, one extra key among them, until they are reset", async () => {
    await record("v", { extra: { size: "big", tool: "pen" } });
    await look(1);
    await press(page, "v");
    await click(page, '#columns-panel [aria-label="Move Category forward"]');
    await click(page, "#columns-panel li:nth-of-type(4) input");
    await waitFor(async () => (await headerTexts(page)).length === 7, { what: "one column less" });
    expect((await headerTexts(page)).slice(0, 3)).toEqual(["State", "Category", "Time"]);
    await waitForText(page, "#columns-panel", "tool");
    await page.run<null>(
      `const names = [...document.querySelectorAll("#columns-panel .choice-name")];
       names.find(({ textContent }) => textContent === "tool").id = "the-key";
       return null;`,
    );
    await click(page, "#the-key");
    await waitFor(async () => (await headerTexts(page)).at(-1) === "tool", { what: "a column of the key" });
    await waitForRow(page, "pen");
    await click(page, "#reset-columns");
    await waitFor(async () => (await headerTexts(page)).length === 8, { what: "the columns of before" });
    expect((await headerTexts(page)).slice(0, 4)).toEqual(["State", "Time", "Category", "Method"]);
  });

  it("is cleared without deleting anything, and one click brings everything back", async () => {
    await open("one", "two");
    await click(page, "#clear-list");
    await waitForShown(page, 0);
    await record("three");
    await waitForColumn(page, VALUE, ["three"]);
    await click(page, "#undo-clear");
    await waitForColumn(page, VALUE, ["one", "two", "three"]);
  });

  it("is grouped by source, and groups close and open by mouse and by keys", async () => {
    await record("a1", { source: "a@test" });
    await record("b1", { source: "https://b.test" });
    await record("a2", { source: "a@test" });
    await look(3);
    await press(page, "v");
    await tabTo(page, "#group-by");
    await press(page, "ArrowDown");
    await press(page, "Escape");
    await waitForColumn(page, VALUE, ["a1", "a2", "b1"]);
    const heads = () =>
      page.run<string[]>(
        `return [...document.querySelectorAll("#events-grid .group-head:not([hidden])")]
           .sort((left, right) => left.ariaRowIndex - right.ariaRowIndex)
           .map((head) => head.textContent + " " + head.ariaExpanded);`,
      );
    expect(await heads()).toEqual(["a@test — 2 events true", "https://b.test — 1 event true"]);
    await click(page, "#events-grid .group-head:not([hidden])", {}, ["a@test"]);
    await waitForColumn(page, VALUE, ["b1"]);
    expect((await heads())[0]).toBe("a@test — 2 events false");
    // The cursor stayed on the head that was clicked, and what arrives does not move it.
    await record("b2", { source: "https://b.test" });
    await waitForColumn(page, VALUE, ["b1", "b2"]);
    await press(page, "l");
    await press(page, "ArrowRight");
    await waitForColumn(page, VALUE, ["a1", "a2", "b1", "b2"]);
    expect((await shownRows(page)).length).toBe(6);
  });
});
