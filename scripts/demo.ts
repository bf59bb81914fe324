/**
 * The demo, hands-free: an ordinary extension records on real tabs of a headless Firefox, Firefox's own main ping takes
 * the events to an edge on this machine, and the table at the end is a query on the dataset made of what it landed.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { RemoteFirefox } from "../test/support/remote-firefox.ts";
import { waitFor } from "../test/support/wait-for.ts";
import { useBrowser, waitForRecorded } from "./demo-activity.ts";
import { readArchivedPing, sendMainPing } from "./demo-ping.ts";
import { eventTelemetry, printSender, queryEvents } from "./demo-report.ts";
import { findFreePort } from "./free-port.ts";
import { findLandedPing } from "./landed-ping.ts";
import { runBrowser } from "./run-browser.ts";
import { runEdge } from "./run-edge.ts";
import { paint, StepError, step } from "./terminal-steps.ts";

const OUT = "dist/demo";
const LANDING = join(OUT, "landing");
const DATA = join(OUT, "data");

/** What to undo at the end, last first. */
const cleanUps: (() => Promise<void> | void)[] = [];

async function startBrowser(telemetryServer: string): Promise<RemoteFirefox> {
  const port = await findFreePort();
  const browser = await runBrowser({
    telemetryServer,
    args: ["--headless", "--marionette", "--remote-allow-system-access"],
    prefs: { "marionette.port": port, "remote.prefs.recommended": false },
    reload: false,
  });
  cleanUps.push(() => browser.close());
  const firefox = await waitFor(() => RemoteFirefox.connect(port), { what: "Firefox to take commands" });
  cleanUps.push(() => firefox.disconnect());
  return firefox;
}

async function saveFailure(firefox: RemoteFirefox): Promise<void> {
  await firefox.screenshot(join(OUT, "failure.png"));
  console.error(`The window at that moment: ${join(OUT, "failure.png")}. The Browser Console:`);
  for (const { level, text, source } of (await firefox.console()).slice(-20)) {
    console.error(`  ${level}: ${text} (${source})`);
  }
}

async function showEvents(firefox: RemoteFirefox): Promise<void> {
  const panel = await firefox.tab();
  const pending = await step(
    "Using the browser: two tabs opened, two pages visited, a button clicked, the tabs closed",
    async () => {
      await useBrowser(firefox);
      const rows = await waitForRecorded(firefox);
      return [rows, `${rows.length} events of the example extension are pending`];
    },
  );
  await step("Drawing the debug panel", async () => {
    await panel.waitFor(({ document }) => document.body.textContent?.includes("legacy.example"), {
      what: "the events in the panel",
    });
    const path = join(OUT, "panel.png");
    await panel.screenshot(path);
    return [path, path];
  });
  const id = await step("Having Firefox send its own main ping", async () => {
    const documentId = await sendMainPing(firefox);
    return [documentId, `document ${documentId}`];
  });
  const { ping } = await step("Waiting for it at the edge", async () => {
    const landed = await waitFor(() => findLandedPing(LANDING, id), {
      what: `ping ${id} in ${LANDING}`,
      timeout: 60_000,
    });
    return [landed, `landed ${landed.time}, ${(landed.size / 1024).toFixed(1)} KiB on the wire`];
  });
  const { events } = ping.payload.processes.dynamic;
  await step("Comparing it with what was pending and with Firefox's archive", async () => {
    const arrived = new Set(events.map((event) => JSON.stringify(event)));
    const lost = pending.map((event) => JSON.stringify(event)).filter((event) => !arrived.has(event));
    if (lost.length > 0) {
      throw new Error(`pending, but not in the ping: ${lost.join(", ")}`);
    }
    const archived = await readArchivedPing(firefox, id);
    if (JSON.stringify(archived.payload.processes.dynamic.events) !== JSON.stringify(events)) {
      throw new Error(
        "the archived ping has other events under the process dynamic than the one that arrived",
      );
    }
    return [null, `the same ${events.length} events, under the process dynamic`];
  });
  const table = await step("Making the datasets of what landed", async () => {
    await eventTelemetry("datasets", "--landing", LANDING, "--out", DATA);
    const rows = await queryEvents(DATA, id);
    const missing = events.filter(([timestamp]) => !rows.includes(String(timestamp)));
    if (missing.length > 0) {
      throw new Error(`in the ping, but not in the dataset: ${JSON.stringify(missing)}`);
    }
    return [rows, `${DATA}; ask it yourself: node dist/cli.js query --data ${DATA} "SELECT * FROM events"`];
  });
  printSender(ping);
  console.log(table);
}

async function main(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(LANDING, { recursive: true });
  const edge = await step("Starting the edge", async () => {
    const started = await runEdge(LANDING, () => undefined);
    return [started, `${started.url}, landing in ${LANDING}`];
  });
  cleanUps.push(() => edge.close());
  const firefox = await step("Starting Firefox with Event Telemetry and the example extension", async () => {
    const started = await startBrowser(edge.url);
    const version = await started.chrome(({ Services }) => Services.appinfo.version);
    return [started, `Firefox ${version}, headless, on a fresh profile`];
  });
  try {
    await showEvents(firefox);
  } catch (error) {
    await saveFailure(firefox).catch((more: unknown) => console.error("Nothing more can be said:", more));
    throw error;
  }
}

try {
  await main();
} catch (error) {
  process.exitCode = 1;
  const [title, reason] =
    error instanceof StepError
      ? [`The demo failed at: ${error.message}`, error.cause]
      : ["The demo failed", error];
  console.error(paint("red", `\n${title}`));
  console.error(reason);
} finally {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
  // A Firefox that web-ext started but could not set up would keep us alive; web-ext ends it when we exit.
  process.exit();
}
