/** What the panel is as a whole: it says why nothing is listed, it warns, it keeps what a person chose, and everybody can use it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ADD_ON_ID, IMPORT, installAddOn } from "../support/add-on.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import type { Page } from "../support/page.ts";
import { click, drag, press, type } from "../support/page-input.ts";
import {
  closePanel,
  exists,
  goToRow,
  openPanel,
  recordAs,
  registerEvents,
  textOf,
  waitForRow,
  waitForShown,
  waitForText,
} from "../support/panel.ts";
import { forgetPanelState, headerTexts, openView } from "../support/panel-state.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const SOURCE = "shots@test";
const LEFT = "whole";

let capture: Capture;
beforeAll(async () => {
  capture = await startCapture();
});
afterAll(() => capture.close());
const firefox = useFirefox(() => ({ telemetryServer: capture.url }));
let page: Page;

beforeAll(() => installAddOn(firefox()));
// Before each, so that a report of a failure shows the panel.
beforeEach(async () => {
  for (const place of ["popup", "sidebar", "tab"] as const) await closePanel(firefox(), place);
  await forgetPanelState(firefox());
});

async function setPref(name: string, value: boolean | number): Promise<void> {
  await firefox().chrome<null>(
    `const [name, value] = args;
     if (typeof value === "number") Services.prefs.setIntPref(name, value);
     else Services.prefs.setBoolPref(name, value);
     return null;`,
    name,
    value,
  );
}

async function record(value: string, category = LEFT): Promise<void> {
  await recordAs(firefox(), SOURCE, category, "open", "menu", value);
}

interface Badge {
  readonly text: string;
  readonly warns: boolean;
}

async function badge(): Promise<Badge> {
  const background = await firefox().backgroundPage(ADD_ON_ID);
  return await background.run<Badge>(
    `const [red, green, blue] = await browser.action.getBadgeBackgroundColor({});
     return { text: await browser.action.getBadgeText({}), warns: red > blue };`,
  );
}

async function waitForBadge(wanted: Badge): Promise<void> {
  await waitFor(async () => JSON.stringify(await badge()) === JSON.stringify(wanted), {
    what: `the badge to be ${JSON.stringify(wanted)}`,
  });
}

// First, while nothing is registered yet.
it("an empty list names every condition that keeps it empty, and what to do about each", async () => {
  await setPref("datareporting.healthreport.uploadEnabled", false);
  page = await openView(firefox(), { fields: { category: [LEFT] } });
  const why = await waitForText(page, "#empty-list", "No events are registered");
  expect(why).toContain("nothing leaves this Firefox");
  expect(why).toContain("about:preferences#privacy");
  await setPref("datareporting.healthreport.uploadEnabled", true);
  await waitFor(async () => !(await textOf(page, "#empty-list")).includes("nothing leaves"), {
    what: "the upload to be no cause any more",
  });

  await registerEvents(firefox(), LEFT, ["open"], ["menu"], ["n"]);
  await record("first");
  await waitForShown(page, 1);
  await press(page, "/");
  await type(page, "nobody has this");
  await waitForText(page, "[data-finding=allFiltered]", "Filters hide all");
  await click(page, "[data-finding=allFiltered] button");
  await waitForRow(page, "first");
});

describe("the toolbar button", () => {
  it("counts what is pending, and warns of refusals until somebody has looked at them", async () => {
    await firefox().chrome<null>(`${IMPORT} EventTelemetry.clearEvents(); return null;`);
    await waitForBadge({ text: "", warns: false });
    await record("one");
    await record("two");
    await waitForBadge({ text: "2", warns: false });
    await record("refused", "nowhere");
    await waitForBadge({ text: "2", warns: true });
    page = await openPanel(firefox(), "popup");
    await waitForRow(page, "Refused");
    await waitForBadge({ text: "2", warns: false });
  });
});

describe("an event's details", () => {
  it("say how much of each limit it uses, and what was cut", async () => {
    await record(`${"€".repeat(26)}##`);
    await record("€".repeat(30));
    page = await openView(firefox(), { fields: { category: [LEFT] } });
    await goToRow(page, [`${"€".repeat(26)}##`]);
    await press(page, "Enter");
    await waitForText(page, "#detail", "80 of 80 bytes");
    await press(page, "ArrowDown");
    const cut = await waitForText(page, ".refusal.changed", "90 of 80 bytes");
    expect(cut).toContain("value");
  });
});

describe("the timeline", () => {
  it("has a stretch chosen by mouse or by keys as the time filter, and says the same as a table", async () => {
    page = await openView(firefox(), { fields: { category: [LEFT] }, view: "timeline" });
    await waitFor(() => exists(page, "#timeline-chart"), { what: "the chart" });
    const sums = () =>
      page.run<number>(
        `return [...document.querySelectorAll("#timeline-table tbody tr td:last-child")]
           .reduce((sum, { textContent }) => sum + Number(textContent), 0);`,
      );
    const all = await sums();
    expect(all).toBeGreaterThan(3);

    await drag(page, "#timeline-chart", 0, 0.02);
    await waitFor(() => page.run("return !document.getElementById('zoom-out').disabled;"), {
      what: "the stretch to be the filter",
    });
    await waitFor(async () => (await sums()) < all, { what: "fewer events" });
    await click(page, "#zoom-out");
    await waitFor(async () => (await sums()) === all, { what: "all events" });

    await click(page, "#as-table");
    expect(
      await page.run("return document.getElementById('timeline-table').getBoundingClientRect().height;"),
    ).toBeGreaterThan(20);
    await page.run<null>("document.getElementById('timeline-chart').focus(); return null;");
    await press(page, "End");
    await press(page, "Enter");
    await waitFor(async () => (await sums()) < all, { what: "the last events only" });
    await press(page, "1");
    await waitForText(page, ".chips", "–");
    expect(
      await page.run("return document.getElementById('shown-count').dataset.shown < args[0];", all),
    ).toBe(true);
  });
});

describe("send now", () => {
  it("forces a main ping, valid by the pipeline's schemas, that takes the pending events", async () => {
    await record("by main ping");
    page = await openView(firefox(), { view: "pings" });
    await waitForText(page, ".ping-detail [data-verdict=valid]", "Valid");
    await waitForText(page, ".ping-detail pre", '"by main ping"');
    await click(page, "#send-main");
    await waitFor(
      () =>
        page.run<boolean>(
          `return [...document.querySelectorAll("#pings-grid .body > .row:not([hidden])")]
             .some(({ children }) => children[1].textContent === "main" && children[2].textContent === "daily");`,
        ),
      { what: "the main ping on the list" },
    );
    await press(page, "1");
    await waitFor(
      async () => ["Carried", "Sent"].includes((await waitForRow(page, "by main ping")).cells[0] ?? ""),
      { what: "the event to be in the ping" },
    );
  });
});

describe("what a person chose", () => {
  it("is as it was when a popup opens again", async () => {
    page = await openPanel(firefox(), "popup");
    await press(page, "/");
    await type(page, "by main");
    await press(page, "ArrowDown");
    await waitForShown(page, 1);
    await press(page, "Enter");
    await waitFor(() => exists(page, "#detail"), { what: "the details" });
    await press(page, "p");
    await waitFor(() => exists(page, "#waiting"), { what: "the pause" });
    await closePanel(firefox(), "popup");
    page = await openPanel(firefox(), "popup");
    await waitForShown(page, 1);
    await waitForText(page, "#detail", "by main ping");
    expect(await page.run("return document.getElementById('search').value;")).toBe("by main");
    expect(await exists(page, "#waiting")).toBe(true);
  });

  it("outlives the session where it is a setting", async () => {
    page = await openView(firefox(), {});
    await press(page, "v");
    await click(page, "#columns-panel li:nth-of-type(2) input");
    await press(page, "Escape");
    await waitFor(async () => (await headerTexts(page)).length === 7, { what: "one column less" });
    await closePanel(firefox(), "tab");
    await forgetPanelState(firefox(), { settings: false });
    page = await openPanel(firefox(), "tab");
    expect(await headerTexts(page)).not.toContain("Time");
    expect(await textOf(page, ".chips")).toBe("");
  });

  it("is a theme of its own, or Firefox's; forced colours win over each", async () => {
    page = await openView(firefox(), {});
    const isDark = () =>
      page.run<boolean>(
        `const [red] = getComputedStyle(document.querySelector(".grid")).backgroundColor.match(/[\\d.]+/g).map(Number);
         return red < 100;`,
      );
    const choose = async (theme: string) => {
      await click(page, "#theme");
      await click(page, `#theme-panel input[value=${theme}]`);
      await press(page, "Escape");
    };
    const auto = await isDark();
    await choose("dark");
    expect(await isDark()).toBe(true);
    await choose("light");
    expect(await isDark()).toBe(false);
    await closePanel(firefox(), "tab");
    page = await openPanel(firefox(), "sidebar");
    expect(await isDark()).toBe(false);
    await choose("auto");
    expect(await isDark()).toBe(auto);

    await setPref("browser.display.document_color_use", 2);
    await choose("dark");
    await waitFor(() => page.run("return matchMedia('(forced-colors: active)').matches;"), {
      what: "forced colours",
    });
    const [ground, canvas] = await page.run<[string, string]>(
      `const probe = document.body.appendChild(document.createElement("div"));
       probe.style.background = "Canvas";
       const canvas = getComputedStyle(probe).backgroundColor;
       probe.remove();
       return [getComputedStyle(document.querySelector(".grid")).backgroundColor, canvas];`,
    );
    await setPref("browser.display.document_color_use", 0);
    expect(ground).toBe(canvas);
  });
});
