import { installAddOn } from "../test/support/add-on.ts";
import { installClient } from "../test/support/caller-extensions.ts";
import { type Firefox, launchFirefox } from "../test/support/firefox.ts";
import { serveHttps, trustTestServers, type WebServer } from "../test/support/https-server.ts";
import type { Page } from "../test/support/page.ts";
import type { BenchReport, BenchRow } from "./report.ts";

/** Mouse moves that one median is of, and the time between two. */
const INPUTS = 150;
const EVERY_MS = 15;
const BOUND_MS = 50;

/** In one go, for a tab that is not selected gets a timer a second only. */
const FLOOD = `
  const detail = { name: "recordEvent", data: { category: "hostile.flood", method: "do", object: "thing", value: args[1] } };
  setTimeout(() => {
    for (let n = 0; n < args[0]; n++) {
      document.dispatchEvent(new CustomEvent("mozTelemetry", { bubbles: true, detail }));
    }
  });
  return null;`;

/** A page in a tab of its own; the selected tab stays selected. */
async function openBehind(firefox: Firefox, url: string): Promise<Page> {
  const id = await firefox.chrome<number>(
    `const browser = gBrowser.addTrustedTab(args[0]).linkedBrowser;
     while (browser.currentURI.spec !== args[0] || browser.webProgress.isLoadingDocument) {
       await new Promise((resolve) => setTimeout(resolve, 20));
     }
     return browser.browsingContext.id;`,
    url,
  );
  return firefox.page(id);
}

/**
 * The median of the time from when a mouse was to move over the selected tab until the page's listener hears of it, in ms: what
 * keeps Firefox from sending the move counts as well as what keeps it from arriving.
 */
async function medianInputDelay(firefox: Firefox, page: Page): Promise<number> {
  await page.run("window.arrivals = {}; return null;");
  const planned = await firefox.chrome<Record<string, number>>(
    `const [count, every] = args;
     const { x, y, height } = gBrowser.selectedBrowser.getBoundingClientRect();
     const now = () => performance.timeOrigin + performance.now();
     const start = now() + every;
     const planned = {};
     for (let n = 0; n < count; n++) {
       planned[n] = start + n * every;
       while (now() < planned[n]) await new Promise((resolve) => setTimeout(resolve, planned[n] - now()));
       window.synthesizeMouseEvent("mousemove", x + n, y + height / 2, {});
     }
     return planned;`,
    INPUTS,
    EVERY_MS,
  );
  const arrivals = await page.run<Record<string, number>>("return window.arrivals;");
  const delays = Object.entries(arrivals).map(([n, at]) => at - (planned[n] ?? Number.NaN));
  if (delays.length < INPUTS / 2) throw new Error(`only ${delays.length} of ${INPUTS} mouse moves arrived`);
  return delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)] ?? Number.NaN;
}

async function measure(firefox: Firefox, trusted: WebServer, stranger: WebServer): Promise<BenchRow[]> {
  const front = await firefox.navigate(`${trusted.origin}/front`);
  const idle = await medianInputDelay(firefox, front);
  const underFlood = async (url: string, value: string): Promise<number> => {
    const page = await openBehind(firefox, url);
    await page.run(FLOOD, 100_000, value);
    return await medianInputDelay(firefox, front);
  };
  const client = await installClient(firefox, "stranger@example.org");
  const rows = [
    ["no flood", idle],
    ["100,000 events from a trusted page in another tab", await underFlood(`${trusted.origin}/`, "v")],
    [
      "100,000 events of 1 MB from a page that is not trusted",
      await underFlood(`${stranger.origin}/`, "x".repeat(1e6)),
    ],
  ] as const;
  await client.run(
    `const message = { call: "x".repeat(10000) };
     for (let n = 0; n < 10000; n++) browser.runtime.sendMessage("event-telemetry@mozilla.org", message).catch(() => {});
     return null;`,
  );
  const measured = [
    ...rows,
    ["10,000 messages from an extension that is not listed", await medianInputDelay(firefox, front)],
  ] as const;
  return measured.map(([what, delay]) => ({
    what: `input delay, ${what} (median)`,
    measured: delay,
    unit: "ms",
    bound: { kind: "at most", limit: BOUND_MS },
  }));
}

/** How responsive Firefox stays, to a person in another tab, while somebody floods the add-on. */
export async function run(): Promise<BenchReport> {
  const listen = `<!doctype html><script>
    window.arrivals = {};
    addEventListener("mousemove", ({ clientX }) => {
      window.arrivals[clientX] = performance.timeOrigin + performance.now();
    });
  </script>`;
  const trusted = await serveHttps({ "/": "<!doctype html>", "/front": listen });
  const stranger = await serveHttps({ "/": "<!doctype html>" });
  const firefox = await launchFirefox({
    prefs: {
      "extensions.event-telemetry.hybrid.origins": trusted.origin,
      // Firefox rounds times to 1 ms for pages; finer ones need no isolation here.
      "privacy.reduceTimerPrecision": false,
    },
  });
  try {
    await trustTestServers(firefox);
    await installAddOn(firefox);
    return { title: "hostile callers", rows: await measure(firefox, trusted, stranger) };
  } finally {
    await firefox.kill();
    await Promise.all([trusted.close(), stranger.close()]);
  }
}
