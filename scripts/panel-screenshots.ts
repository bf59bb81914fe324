/**
 * `npm run screenshots`: draws every view of the panel in a real Firefox, with sample events in every state, and writes the pictures of
 * docs/panel: light, dark and with forced colours.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { installAddOn } from "../test/support/add-on.ts";
import { APPEARANCES, type Appearance, setAppearance } from "../test/support/appearance.ts";
import { startCapture } from "../test/support/capture.ts";
import { type Firefox, launchFirefox } from "../test/support/firefox.ts";
import type { Page } from "../test/support/page.ts";
import { closePanel, openPanel, type Place } from "../test/support/panel.ts";
import { SCENES, showScene } from "../test/support/panel-scenes.ts";
import { recordSamples, SAMPLE_PREFS } from "../test/support/sample-events.ts";
import { installSenders } from "../test/support/sample-senders.ts";

const OUT = "docs/panel";
/** Of the browser window; the panel in a tab gets some less. */
const WINDOW = { width: 1100, height: 720 };

/** File names by scene: in a tab in every appearance, and once what opens over the list, and the popup. */
const IN_TAB = {
  events: "events",
  "events, a refused one in detail": "refused",
  "events, grouped": "grouped",
  "pings, a sent one": "pings",
  registry: "registry",
  counts: "counts",
  timeline: "timeline",
  health: "health",
};
const OVER_THE_LIST = { filter: "filter", compare: "compare", keys: "keys" };
const IN_POPUP = { "events, one in detail": "popup" };

async function draw(page: Page, file: string): Promise<number> {
  const { width, height, rgba } = await page.pixels();
  // A palette: on a picture of a user interface nobody sees it, and it is a third of the size.
  const png = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .png({ palette: true, effort: 10 })
    .toBuffer();
  await writeFile(join(OUT, `${file}.png`), png);
  console.log(`${file}.png  ${Math.ceil(png.length / 1024)} KiB`);
  return png.length;
}

/** Draws these scenes in each appearance; the appearance is part of the file's name. */
async function drawAll(
  firefox: Firefox,
  place: Place,
  scenes: Readonly<Record<string, string>>,
  appearances: readonly Appearance[],
): Promise<number> {
  const page = await openPanel(firefox, place);
  let bytes = 0;
  for (const [name, file] of Object.entries(scenes)) {
    const scene = SCENES.find((one) => one.name === name);
    if (!scene) throw new Error(`there is no scene «${name}»`);
    await showScene(page, scene);
    for (const appearance of appearances) {
      await setAppearance(firefox, page, appearance);
      bytes += await draw(page, `${file}-${appearance}`);
    }
  }
  await closePanel(firefox, place);
  return bytes;
}

async function main(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const capture = await startCapture();
  const firefox = await launchFirefox({ telemetryServer: capture.url, prefs: SAMPLE_PREFS });
  try {
    await firefox.chrome<null>(
      "window.resizeTo(args[0], args[1]); return null;",
      WINDOW.width,
      WINDOW.height,
    );
    await installAddOn(firefox);
    await installSenders(firefox);
    await recordSamples(firefox, capture);
    const bytes =
      (await drawAll(firefox, "tab", IN_TAB, APPEARANCES)) +
      (await drawAll(firefox, "tab", OVER_THE_LIST, ["light", "dark"])) +
      (await drawAll(firefox, "popup", IN_POPUP, ["light", "dark"]));
    console.log(`${OUT}: ${Math.ceil(bytes / 1024)} KiB`);
  } finally {
    await firefox.kill();
    await capture.close();
  }
}

await main();
