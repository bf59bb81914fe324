/** Each task of a tester, driven to its end by mouse and by keyboard alone, in every place where the panel opens. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installAddOn, sendNextBatch } from "../support/add-on.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import type { Page } from "../support/page.ts";
import { click, press, type } from "../support/page-input.ts";
import {
  clickRow,
  closePanel,
  exists,
  focusedId,
  goToRow,
  openPanel,
  PLACES,
  readClipboard,
  recordAs,
  registerEvents,
  savingPrefs,
  shownRows,
  tabTo,
  takeDownload,
  waitForRow,
  waitForShown,
  waitForText,
} from "../support/panel.ts";
import { forgetPanelState } from "../support/panel-state.ts";
import { createProfile } from "../support/profile.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const CATEGORY = "task";
const SHOTS = "shots@test";

let capture: Capture;
beforeAll(async () => {
  capture = await startCapture();
});
afterAll(() => capture.close());
const firefox = useFirefox(async () => {
  const profile = await createProfile();
  return { profile, telemetryServer: capture.url, prefs: await savingPrefs(profile) };
});
beforeAll(async () => {
  await installAddOn(firefox());
  await registerEvents(firefox(), CATEGORY, ["open", "close", "save"], ["menu", "file"], ["n"]);
});

interface Hand {
  readonly name: string;
  showRefused(page: Page): Promise<void>;
  openRow(page: Page, ...texts: readonly string[]): Promise<void>;
  copyAsAssertion(page: Page): Promise<void>;
  filterBySource(page: Page, source: string): Promise<void>;
  exportNdjson(page: Page): Promise<void>;
  compare(page: Page, first: string, second: string): Promise<void>;
  sendNow(page: Page): Promise<void>;
  goTo(page: Page, view: string, key: string): Promise<void>;
}

const MOUSE: Hand = {
  name: "by mouse",
  async showRefused(page) {
    await click(page, ".refused-count");
  },
  async openRow(page, ...texts) {
    await clickRow(page, texts);
  },
  async copyAsAssertion(page) {
    await click(page, "#copy");
    await click(page, "#copy-assertion");
  },
  async filterBySource(page, source) {
    await click(page, "#filter");
    await click(page, `#filter-panel input[data-value="${source}"]`);
    await page.run<null>("document.getElementById('filter-panel').hidePopover(); return null;");
  },
  async exportNdjson(page) {
    await click(page, "#export");
    await click(page, "#export-ndjson");
  },
  async compare(page, first, second) {
    await clickRow(page, [first]);
    await clickRow(page, [second], { ctrl: true });
    await click(page, "#compare");
  },
  async sendNow(page) {
    await click(page, "#tab-pings");
    await click(page, "#send-event");
    await click(page, "#tab-events");
  },
  async goTo(page, view) {
    await click(page, `#tab-${view}`);
  },
};

const KEYBOARD: Hand = {
  name: "by keyboard alone",
  async showRefused(page) {
    await press(page, "/");
    await type(page, "state:refused");
    await press(page, "ArrowDown");
  },
  async openRow(page, ...texts) {
    await goToRow(page, texts);
    if (!(await exists(page, "#detail"))) await press(page, "Enter");
  },
  async copyAsAssertion(page) {
    await press(page, "c");
    await waitForText(page, "#copy-panel", "Test assertion");
    await tabTo(page, "#copy-assertion");
    await press(page, "Enter");
  },
  async filterBySource(page, source) {
    await press(page, "i");
    await waitForText(page, "#filter-panel", "Source");
    await tabTo(page, `#filter-panel input[data-value="${source}"]`);
    await press(page, "Space");
    await press(page, "Escape");
  },
  async exportNdjson(page) {
    await press(page, "e");
    await waitForText(page, "#export-panel", "NDJSON");
    await tabTo(page, "#export-ndjson");
    await press(page, "Enter");
  },
  async compare(page, first, second) {
    await goToRow(page, [first]);
    await goToRow(page, [second], "Ctrl+");
    await press(page, "Space");
    await press(page, "d");
  },
  async sendNow(page) {
    await press(page, "s");
  },
  async goTo(page, _view, key) {
    await press(page, key);
  },
};

/** Every run has names of its own, so that it finds its own events among those of the others. */
let run = 0;

describe.each(PLACES)("in a %s", (place) => {
  describe.each([MOUSE, KEYBOARD])("$name", (hand) => {
    let page: Page;
    let name: string;
    // Closed before each, so that a report of a failure shows the panel.
    beforeEach(async () => {
      for (const open of PLACES) await closePanel(firefox(), open);
      await forgetPanelState(firefox());
      run += 1;
      name = `run${run}`;
    });

    async function open(): Promise<void> {
      page = await openPanel(firefox(), place);
    }

    it("a tester finds out why an event was refused", async () => {
      await recordAs(firefox(), SHOTS, CATEGORY, "open", name);
      await open();
      await hand.showRefused(page);
      await hand.openRow(page, name);
      const why = await waitForText(page, ".refusal", "not registered");
      expect(why).toContain("unknown-event");
      expect(why).toContain(`"${name}"`);
      expect(why).toContain("registerEvents");
    });

    it("a tester waits for an event and copies it as an assertion", async () => {
      await registerEvents(firefox(), CATEGORY, ["save"], [name], ["n"]);
      await open();
      await recordAs(firefox(), SHOTS, CATEGORY, "save", name, "done", { n: "1" });
      await hand.openRow(page, name);
      await hand.copyAsAssertion(page);
      const assertion = `expect(events).toContainEqual([expect.any(Number), "task", "save", "${name}", "done", {"n":"1"}]);`;
      await waitFor(async () => (await readClipboard(firefox())) === assertion, {
        what: "the assertion on the clipboard",
      });
    });

    it("a tester filters by source and exports what is left", async () => {
      const source = `${name}@test`;
      await recordAs(firefox(), source, CATEGORY, "open", "menu", "first");
      await recordAs(firefox(), SHOTS, CATEGORY, "open", "menu", "another");
      await recordAs(firefox(), source, CATEGORY, "close", "menu", "second");
      await open();
      await hand.filterBySource(page, source);
      await waitForShown(page, 2);
      await hand.exportNdjson(page);
      const file = await takeDownload(firefox(), ".ndjson");
      const events = file
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(events).toMatchObject([
        { source, method: "open", value: "first" },
        { source, method: "close", value: "second" },
      ]);
    });

    it("a tester compares two events", async () => {
      const objects = [`${name}a`, `${name}b`] as const;
      await registerEvents(firefox(), CATEGORY, ["open"], objects);
      for (const object of objects) await recordAs(firefox(), SHOTS, CATEGORY, "open", object, object);
      await open();
      await hand.compare(page, ...objects);
      const diff = await waitForText(page, "#diff[open]", "differs");
      expect(diff).toMatch(/Object\s+run\d+a\s+run\d+b\s+differs/);
      expect(diff).toMatch(/Method\s+open\s+open\s+same/);
      await press(page, "Escape");
      await waitFor(async () => (await focusedId(page)) === "events-grid", {
        what: "the focus to be back on the list",
      });
    });

    it("a tester sends now and sees the state change", async () => {
      const object = `${name}s`;
      await registerEvents(firefox(), CATEGORY, ["save"], [object]);
      await recordAs(firefox(), SHOTS, CATEGORY, "save", object);
      await open();
      await waitForRow(page, object, "Pending");
      await hand.sendNow(page);
      await waitFor(
        async () => {
          await sendNextBatch(firefox());
          return (await shownRows(page)).some(
            ({ cells }) => cells.some((cell) => cell.includes(object)) && cells[0] === "Sent",
          );
        },
        { what: `${object} to be sent`, timeout: 40_000, interval: 250 },
      );
      expect(
        capture.pings({ type: "event" }).some(({ body }) => JSON.stringify(body.payload).includes(object)),
      ).toBe(true);
    });

    it("a tester turns upload off and is told why nothing leaves", async () => {
      await recordAs(firefox(), SHOTS, CATEGORY, "open", "menu");
      await open();
      await firefox().chrome(({ Services }) =>
        Services.prefs.setBoolPref("datareporting.healthreport.uploadEnabled", false),
      );
      try {
        await hand.goTo(page, "health", "6");
        const finding = await waitForText(page, "[data-finding=uploadOff]", "nothing leaves this Firefox");
        expect(finding).toContain("about:preferences#privacy");
      } finally {
        await firefox().chrome(({ Services }) =>
          Services.prefs.setBoolPref("datareporting.healthreport.uploadEnabled", true),
        );
      }
      await waitForText(page, "#findings", "Everything works");
      await hand.goTo(page, "events", "1");
    });
  });
});
