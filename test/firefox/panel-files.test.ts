/** What a tester takes out of the panel and brings back: files, notes, copies, a link, and events for a test. */
import { beforeAll, beforeEach, expect, it } from "vitest";
import { installAddOn } from "../support/add-on.ts";
import type { Page } from "../support/page.ts";
import { click, press, type } from "../support/page-input.ts";
import {
  clickRow,
  closePanel,
  goToRow,
  readClipboard,
  recordAs,
  registerEvents,
  savingPrefs,
  tabTo,
  takeDownload,
  waitForRow,
  waitForShown,
  waitForText,
} from "../support/panel.ts";
import { forgetPanelState, openView, waitForColumn } from "../support/panel-state.ts";
import { createProfile } from "../support/profile.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const SOURCE = "shots@test";
const VALUE = 5;

const firefox = useFirefox(async () => {
  const profile = await createProfile();
  return { profile, prefs: await savingPrefs(profile) };
});

let run = 0;
let category = "";
let page: Page;

beforeAll(() => installAddOn(firefox()));
// Cleared before each, so that a report of a failure shows the panel.
beforeEach(async () => {
  await closePanel(firefox(), "tab");
  await forgetPanelState(firefox());
  run += 1;
  category = `files${run}`;
  await registerEvents(firefox(), category, ["open"], ["menu"], ["n"]);
});

/** Records these values, and opens the panel on them. */
async function open(...values: readonly string[]): Promise<void> {
  for (const value of values) await recordAs(firefox(), SOURCE, category, "open", "menu", value, { n: "1" });
  page = await openView(firefox(), { fields: { category: [category] } });
  await waitForShown(page, values.length);
}

async function exportAs(format: string, scope: string): Promise<string> {
  await press(page, "e");
  await click(page, `#export-panel input[value=${scope}]`);
  await click(page, `#export-${format}`);
  return await takeDownload(firefox(), `.${format}`);
}

/** Gives a file to the panel as the file picker does; the picker itself is the system's. */
async function importFile(name: string, text: string): Promise<void> {
  await press(page, "e");
  await waitForText(page, "#export-panel", "Import a file");
  await page.run<null>(
    `const files = new DataTransfer();
     files.items.add(new File([args[1]], args[0]));
     const input = document.getElementById("import-file");
     input.files = files.files;
     input.dispatchEvent(new Event("change", { bubbles: true }));
     return null;`,
    name,
    text,
  );
}

it("all events, those on the list, or the selected ones are saved as NDJSON, JSON and CSV", async () => {
  await open("one", "two", "three");
  await clickRow(page, ["two"]);
  expect(JSON.parse(await exportAs("ndjson", "selected"))).toMatchObject({
    category,
    value: "two",
    source: SOURCE,
  });
  const json = JSON.parse(await exportAs("json", "filtered"));
  expect(json.events.map(({ value }: { value: string }) => value)).toEqual(["one", "two", "three"]);
  await recordAs(firefox(), SOURCE, "elsewhere", "open", "menu", "not registered");
  await waitFor(async () => (await exportAs("csv", "all")).includes("not registered"), {
    what: "all events in the file, also those that the filter hides",
  });
});

it("a pin and a note go out with the file and come back with it", async () => {
  await open("plain", "special");
  await goToRow(page, ["special"]);
  await press(page, "b");
  await press(page, "n");
  await waitFor(() => page.run("return document.activeElement.id === 'note';"), { what: "the note's field" });
  await type(page, "look here");
  await press(page, "Escape");
  const file = await exportAs("csv", "filtered");
  expect(file.split("\r\n").find((line) => line.includes("special"))).toContain('"yes","look here"');

  await closePanel(firefox(), "tab");
  await forgetPanelState(firefox());
  page = await openView(firefox(), { fields: { category: ["fromfile"] } });
  await importFile("events.csv", file.replaceAll(category, "fromfile"));
  await waitForColumn(page, VALUE, ["plain", "special"]);
  await clickRow(page, ["special"]);
  await waitForText(page, "#detail", "from a file");
  expect(await page.run("return document.getElementById('note').value;")).toBe("look here");
  await click(page, "#filter");
  await tabTo(page, "#filter-panel .panel-foot input");
  await press(page, "Space");
  await press(page, "Escape");
  await waitForColumn(page, VALUE, ["special"]);
});

it("a file that is no export is refused whole, with the event and the field at fault", async () => {
  await open("mine");
  const good = JSON.stringify({
    time: "2026-01-02T03:04:05.678Z",
    timestamp: 1,
    ...{ category, method: "open", object: "menu", value: "imported", extra: null },
  });
  const bad = JSON.stringify({ ...JSON.parse(good), extra: { n: 5 } });
  await importFile("bad.ndjson", `${good}\n${bad}\n`);
  await waitForText(page, "#failure", "event 2: extra.n: expected string, got 5");
  await waitForColumn(page, VALUE, ["mine"]);
  await press(page, "Escape");
  await importFile("good.json", JSON.stringify([JSON.parse(good)], null, 2));
  await waitForColumn(page, VALUE, ["imported", "mine"]);
  await waitFor(
    async () => (await page.run("return document.getElementById('failure') === null;")) === true,
    {
      what: "the failure to be gone",
    },
  );
});

it("an event is copied as JSON, tuple, Markdown row, call and assertion", async () => {
  await open("copy me");
  await clickRow(page, ["copy me"]);
  const copies: Record<string, string> = {
    json: `"value": "copy me"`,
    tuple: `,"${category}","open","menu","copy me",{"n":"1"}]`,
    markdown: `| ${category} | open | menu | copy me | \\{"n":"1"\\} | shots@test | pending |`,
    call: `await browser.telemetry.recordEvent("${category}", "open", "menu", "copy me", {"n":"1"});`,
    assertion: `expect(events).toContainEqual([expect.any(Number), "${category}", "open", "menu", "copy me", {"n":"1"}]);`,
  };
  for (const [format, text] of Object.entries(copies)) {
    await press(page, "c");
    await click(page, `#copy-${format}`);
    await waitFor(async () => (await readClipboard(firefox())).includes(text), {
      what: `the ${format} on the clipboard`,
    });
    await waitForText(page, "#live", "Copied one event");
  }
});

it("a copied link opens the same view in a tab", async () => {
  await open("first", "second");
  await press(page, "/");
  await type(page, "second");
  await press(page, "ArrowDown");
  await waitForShown(page, 1);
  await press(page, "e");
  await tabTo(page, "#copy-link");
  await press(page, "Enter");
  await waitForText(page, "#live", "Link copied");
  const link = await readClipboard(firefox());
  await closePanel(firefox(), "tab");
  await forgetPanelState(firefox());
  page = await firefox().navigate(link);
  await waitForRow(page, "second");
  await waitForShown(page, 1);
  expect(await page.run("return document.getElementById('search').value;")).toBe("second");
});

it("a test that drives Firefox gets the events from the panel's page, and waits for one", async () => {
  await open("early");
  await page.run<null>(
    "window.refused = eventTelemetry.waitFor({ category: args[0], state: 'refused' }); return null;",
    category,
  );
  await recordAs(firefox(), SOURCE, category, "open", "window");
  const refused = await page.run<{ notices: { code: string }[] }>("return await window.refused;");
  expect(refused.notices[0]?.code).toBe("unknown-event");
  const events = await page.run<unknown[]>(
    "return await eventTelemetry.tuples({ category: args[0] });",
    category,
  );
  expect(events).toContainEqual([expect.any(Number), category, "open", "menu", "early", { n: "1" }]);
  expect(events).toHaveLength(1);
  await expect(
    page.run("return await eventTelemetry.waitFor({ category: 'nowhere' }, 100);"),
  ).rejects.toThrow('no event with {"category":"nowhere"} in 100 ms');
});
