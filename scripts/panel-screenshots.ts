/**
 * `npm run screenshots`: draws every view of the panel in a real Firefox, with sample events in every state, and writes the pictures of
 * docs/panel: light, dark and with forced colours.
 */
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installAddOn } from "../test/support/add-on.ts";
import { APPEARANCES, setAppearance } from "../test/support/appearance.ts";
import { startCapture } from "../test/support/capture.ts";
import { type Firefox, launchFirefox } from "../test/support/firefox.ts";
import type { Page } from "../test/support/page.ts";
import { closePanel, openPanel, type Place } from "../test/support/panel.ts";
import { SCENES, type Scene, showScene } from "../test/support/panel-scenes.ts";
import { recordSamples } from "../test/support/sample-events.ts";
import { installSenders } from "../test/support/sample-senders.ts";
import { encodePng } from "./small-png.ts";

const OUT = "docs/panel";
/** Of the browser window; the panel in a tab gets some less. */
const WINDOW = { width: 1100, height: 720 };

/** File names by scene. */
const IN_TAB: Readonly<Record<string, string>> = {
  events: "events",
  "events, a refused one in detail": "refused",
  "events, grouped": "grouped",
  "pings, a sent one": "pings",
  registry: "registry",
  counts: "counts",
  timeline: "timeline",
  health: "health",
};
/** What opens over the list, once. */
const OVER_THE_LIST: Readonly<Record<string, string>> = { filter: "filter", compare: "compare", keys: "keys" };
const IN_POPUP: Readonly<Record<string, string>> = { "events, one in detail": "popup" };

function scene(name: string): Scene {
  const found = SCENES.find((one) => one.name === name);
  if (!found) throw new Error(`there is no scene «${name}»`);
  return found;
}

async function draw(page: Page, file: string): Promise<void> {
  const { width, height, rgba } = await page.pixels();
  const path = join(OUT, `${file}.png`);
  await writeFile(path, encodePng(width, height, rgba));
  console.log(`${path}  ${Math.ceil((await stat(path)).size / 1024)} KiB`);
}
