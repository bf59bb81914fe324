/** Whatever an event holds, it is text wherever the panel shows it or gives it away. */
import { beforeAll, beforeEach, expect, it } from "vitest";
import { installAddOn } from "../support/add-on.ts";
import type { Page } from "../support/page.ts";
import { click, press, type } from "../support/page-input.ts";
import {
  closePanel,
  exists,
  goToRow,
  openPanel,
  PLACES,
  type Place,
  readClipboard,
  recordAs,
  registerEvents,
  savingPrefs,
  tabTo,
  takeDownload,
  textOf,
  waitForRow,
  waitForText,
} from "../support/panel.ts";
import { forgetPanelState } from "../support/panel-state.ts";
import { createProfile } from "../support/profile.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const MARKUP = "<img src=x onerror='top.hacked=1'><b>bold</b>";
const TURNED = "\u202egnp.exe\u202c\u2066\u200f";
const EMOJI = "👩‍👩‍👧".repeat(5).slice(0, 29);
const NUL = "a\u0000b\r\n\tc";
const FORMULA = '=cmd|" /C calc"!A0;=1+1';
const LONG_KEY = `<i>${"k".repeat(3_000)}`;
const SOURCE = `https://<b>${TURNED}</b>.test`;
/** What hides, or turns the text after it round. */
const INVISIBLE =
  "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]";

const firefox = useFirefox(async () => {
  const profile = await createProfile();
  return { profile, prefs: await savingPrefs(profile) };
});
let page: Page;

beforeAll(async () => {
  await installAddOn(firefox());
  await registerEvents(firefox(), "hostile", ["open"], ["menu"], ["a", "b", "c", "d"]);
  await recordAs(firefox(), SOURCE, "hostile", "open", "menu", MARKUP, {
    a: TURNED,
    b: NUL,
    c: EMOJI,
    d: FORMULA,
  });
  await recordAs(firefox(), SOURCE, "hostile", "open", "menu", `other ${TURNED}`, { a: MARKUP });
  await recordAs(firefox(), SOURCE, "hostile", "open", "menu", FORMULA);
  await recordAs(firefox(), SOURCE, "hostile", "open", "menu", "longkey", {
    [LONG_KEY]: MARKUP,
    [TURNED]: NUL,
  });
  await recordAs(firefox(), SOURCE, MARKUP, TURNED, NUL, FORMULA);
});
beforeEach(async () => {
  for (const place of PLACES) await closePanel(firefox(), place);
  await forgetPanelState(firefox());
});

/** Nothing of an event became part of the page, and nothing of it hides or turns what is around it. */
async function expectHarmless(where: string): Promise<void> {
  const found = await page.run<Record<string, unknown>>(
    `const invisible = new RegExp(args[0]);
     const names = ["title", "aria-label", "aria-valuetext", "placeholder"];
     const told = [...document.querySelectorAll("*")].flatMap((element) =>
       names.map((name) => element.getAttribute(name) ?? ""));
     const texts = [document.body.textContent, ...told];
     return {
       hacked: "hacked" in window.top,
       elements: document.querySelectorAll("img[src=x], body script, body b, body i, body style").length,
       invisible: texts.filter((text) => invisible.test(text)).map((text) => text.slice(0, 200)),
       scrollsSideways: document.documentElement.scrollWidth > window.innerWidth,
     };`,
    INVISIBLE,
  );
  expect({ where, ...found }).toEqual({
    where,
    hacked: false,
    elements: 0,
    invisible: [],
    scrollsSideways: false,
  });
}

async function open(place: Place): Promise<void> {
  page = await openPanel(firefox(), place);
  await waitForRow(page, "Refused");
}

it.each(PLACES)("in the list and the details of a %s", async (place) => {
  await open(place);
  expect(JSON.stringify((await waitForRow(page, "Pending")).cells)).not.toContain("\\u0000");
  await expectHarmless("list");
  for (const [search, shows] of [
    ["state:pending bold calc", "⟨U+202E⟩gnp.exe"],
    ["state:pending other", "other ⟨U+202E⟩"],
    ["state:refused longkey", "longkey"],
    ["state:refused -longkey", "a⟨U+0000⟩b"],
  ] as const) {
    await press(page, "/");
    await type(page, search);
    await press(page, "ArrowDown");
    await press(page, "Home");
    if (!(await exists(page, "#detail"))) await press(page, "Enter");
    await waitForText(page, "#detail", shows);
    await expectHarmless(`details of ${search}`);
  }
});

it("in filters, chips, columns, groups, and two events compared", async () => {
  await open("tab");
  await press(page, "i");
  await waitForText(page, "#filter-panel", "<img src=x");
  await expectHarmless("filter panel");
  await tabTo(page, "#filter-panel input[data-value^='<img']");
  await press(page, "Space");
  await press(page, "Escape");
  await waitForText(page, ".chips", "<img");
  await expectHarmless("chips");
  await press(page, "x");
  await press(page, "v");
  await tabTo(page, "#group-by");
  await press(page, "ArrowDown");
  await press(page, "Escape");
  await waitForText(page, "#events-grid .group-head", "<b>⟨U+202E⟩");
  await expectHarmless("groups");
  await goToRow(page, ["<img src=x", "open"]);
  await goToRow(page, ["other ⟨U+202E⟩"], "Ctrl+");
  await press(page, "Space");
  await press(page, "d");
  await waitForText(page, "#diff[open]", "⟨U+202E⟩");
  await expectHarmless("diff");
});

it("in the timeline, the pings, the registry, the counts and the health", async () => {
  await open("tab");
  await press(page, "5");
  await tabTo(page, "#timeline-by");
  await press(page, "ArrowDown");
  await waitForText(page, ".legend", "<b>⟨U+202E⟩");
  await expectHarmless("timeline");
  await press(page, "l");
  for (const [view, text] of [
    ["pings", "\\u202egnp.exe"],
    ["registry", "hostile"],
    ["counts", "hostile#open#menu"],
    ["health", "Everything works"],
  ] as const) {
    await click(page, `#tab-${view}`);
    await waitForText(page, "#view", text);
    await expectHarmless(view);
  }
});

it("in every copy", async () => {
  await open("tab");
  await press(page, "l");
  await press(page, "Ctrl+a");
  let last = "";
  for (const format of ["json", "tuple", "markdown", "call", "assertion"]) {
    await press(page, "c");
    await click(page, `#copy-${format}`);
    last = await waitFor(
      async () => {
        const text = await readClipboard(firefox());
        return text !== last && text.includes("gnp.exe") ? text : "";
      },
      { what: `the ${format} on the clipboard` },
    );
    expect({ format, invisible: new RegExp(INVISIBLE).test(last) }).toEqual({ format, invisible: false });
    if (format === "json") {
      const events: { category: string; value: string; method: string; extra: Record<string, string> }[] =
        JSON.parse(last);
      expect(events.find(({ value }) => value === MARKUP)?.extra).toEqual({
        a: TURNED,
        b: NUL,
        c: EMOJI,
        d: FORMULA,
      });
    }
    if (format === "markdown") expect(last).not.toMatch(/(?<!\\)[<>]/);
  }
});

it("in every file, whose cells no spreadsheet takes for formulas, and back from a file", async () => {
  await open("tab");
  const files: Record<string, string> = {};
  for (const format of ["ndjson", "json", "csv"]) {
    await press(page, "e");
    await click(page, `#export-${format}`);
    files[format] = await takeDownload(firefox(), `.${format}`);
    expect({ format, invisible: new RegExp(INVISIBLE).test(files[format].replaceAll("\r\n", "\n")) }).toEqual(
      {
        format,
        invisible: false,
      },
    );
  }
  const { csv = "", ndjson = "" } = files;
  // As a spreadsheet would that knows nothing of quotes, whatever it separates by.
  for (const delimiter of [",", ";", "\t"]) {
    const cells = csv.split("\r\n").flatMap((line) => line.split(delimiter));
    expect(cells.filter((cell) => /^["\s]*[=+\-@]/.test(cell))).toEqual([]);
  }
  const events = ndjson
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events.find(({ value }) => value === MARKUP).source).toBe(SOURCE);

  const evil = {
    ...events.at(-1),
    pingId: TURNED,
    process: MARKUP,
    note: MARKUP,
    extra: { [TURNED]: MARKUP, [LONG_KEY]: NUL },
  };
  await press(page, "e");
  await waitForText(page, "#export-panel", "Import a file");
  await page.run<null>(
    `const files = new DataTransfer();
     files.items.add(new File([args[0]], "evil.json"));
     const input = document.getElementById("import-file");
     input.files = files.files;
     input.dispatchEvent(new Event("change", { bubbles: true }));
     return null;`,
    JSON.stringify([
      evil,
      {
        ...evil,
        value: "with a reason",
        notices: [
          { code: TURNED, surface: "error", message: MARKUP + TURNED, field: NUL, limit: 1, got: TURNED },
        ],
      },
    ]),
  );
  await waitForText(page, ".status-bar", "2 imported");
  await goToRow(page, ["with a reason"]);
  await press(page, "Enter");
  await waitForText(page, "#detail", "from a file");
  await expectHarmless("details of an imported event");
  await press(page, "v");
  await waitFor(async () => (await textOf(page, "#columns-panel")).includes("⟨U+202E⟩gnp.exe"), {
    what: "the key as a column",
  });
  await expectHarmless("columns panel");
});
