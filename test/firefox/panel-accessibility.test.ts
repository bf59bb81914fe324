/** axe-core over everything the panel can show, in both colour schemes, in a tab and in the popup. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installAddOn } from "../support/add-on.ts";
import { setAppearance } from "../support/appearance.ts";
import { COLOUR_RULES, findViolations } from "../support/axe.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import type { Page } from "../support/page.ts";
import { closePanel, openPanel } from "../support/panel.ts";
import { BLOCKED, CLEARED, SCENES, showScene } from "../support/panel-scenes.ts";
import { recordSamples, SAMPLE_PREFS } from "../support/sample-events.ts";
import { installSenders } from "../support/sample-senders.ts";
import { useFirefox } from "../support/use-firefox.ts";

let capture: Capture;
beforeAll(async () => {
  capture = await startCapture();
});
afterAll(() => capture.close());
const firefox = useFirefox(() => ({ telemetryServer: capture.url, prefs: SAMPLE_PREFS }));
beforeAll(async () => {
  await installAddOn(firefox());
});

/** What axe finds in each colour scheme. */
async function findInBoth(page: Page): Promise<Record<string, string[]>> {
  await setAppearance(firefox(), page, "light");
  const light = await findViolations(page);
  await setAppearance(firefox(), page, "dark");
  return { light, dark: await findViolations(page, COLOUR_RULES) };
}

const NOTHING = { light: [], dark: [] };

/** Before there are sample events, in the order of the file. */
describe("where nothing was recorded", () => {
  it("the list that says why it is empty breaks no rule", async () => {
    const page = await openPanel(firefox(), "tab");
    await showScene(page, CLEARED);
    expect(await findInBoth(page)).toEqual(NOTHING);
  });
});

describe.each(["tab", "popup"] as const)("in the %s", (place) => {
  let page: Page;
  beforeAll(async () => {
    if (place === "tab") {
      await installSenders(firefox());
      await recordSamples(firefox(), capture);
    }
    page = await openPanel(firefox(), place);
  });
  afterAll(() => closePanel(firefox(), place));

  it.each(SCENES)("«$name» breaks no rule", async (scene) => {
    await showScene(page, scene);
    expect(await findInBoth(page)).toEqual(NOTHING);
  });
});

describe("where uploads are off", () => {
  it("the view of the health that says so breaks no rule", async () => {
    await firefox().chrome(({ Services }) =>
      Services.prefs.setBoolPref("datareporting.healthreport.uploadEnabled", false),
    );
    const page = await openPanel(firefox(), "tab");
    await showScene(page, BLOCKED);
    expect(await findInBoth(page)).toEqual(NOTHING);
  });
});
