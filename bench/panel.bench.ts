import { installAddOn } from "../test/support/add-on.ts";
import { type Firefox, launchFirefox } from "../test/support/firefox.ts";
import type { Page } from "../test/support/page.ts";
import { listCounts, openPanel } from "../test/support/panel.ts";
import { waitFor } from "../test/support/wait-for.ts";
import { frameWork, longestStretch, watchFrames, watchThread } from "./frame-work.ts";
import { medianOf } from "./median.ts";
import { openingTime, watchOpenings } from "./opening-time.ts";
import { recordFast, recordSteadily, registerBenchEvents, untilIdle } from "./panel-recorder.ts";
import type { BenchReport, BenchRow } from "./report.ts";
import { scriptMemory } from "./script-memory.ts";

/** What the panel holds. */
const HELD = 10_000;
const A_SECOND = 200;
const SECONDS = 60;
const PARTS = 4;
const SECONDS_OF_THREAD = 10;
const OPENINGS = 7;
const SPEED_TURNS = 15;
/** Less than the pending queue holds. */
const SPEED_EVENTS = 90_000;

async function waitForFull(page: Page): Promise<void> {
  await waitFor(async () => (await listCounts(page)).held >= HELD, { what: `${HELD} events in the panel` });
}

async function measureOpening(firefox: Firefox): Promise<BenchRow[]> {
  await watchOpenings(firefox);
  const times: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn++) times.push(await openingTime(firefox));
  return [
    { what: "opening to first rows painted, the first time", measured: times[0] ?? Number.NaN, unit: "ms" },
    {
      what: `opening to first rows painted, median of ${OPENINGS}`,
      measured: medianOf(times),
      unit: "ms",
      bound: { kind: "at most", limit: 200 },
    },
  ];
}

async function measureFrames(firefox: Firefox): Promise<BenchRow[]> {
  const page = await openPanel(firefox, "tab");
  await waitForFull(page);
  await watchFrames(page);
  // One script in Firefox may not take a whole minute.
  for (let part = 0; part < PARTS; part++) await recordSteadily(firefox, A_SECOND, SECONDS / PARTS);
  const work = await frameWork(page);
  await watchThread(page);
  await recordSteadily(firefox, A_SECOND, SECONDS_OF_THREAD);
  const longest = await longestStretch(page);
  return [
    { what: `frames that changed something in ${SECONDS} s`, measured: work.length, unit: "frames" },
    {
      what: "frame work, median",
      measured: medianOf(work),
      unit: "ms",
      bound: { kind: "at most", limit: 8 },
    },
    {
      what: "frame work, longest",
      measured: Math.max(...work),
      unit: "ms",
      bound: { kind: "at most", limit: 50 },
    },
    {
      what: `longest stretch of the main thread in ${SECONDS_OF_THREAD} s, between frames too`,
      measured: longest,
      unit: "ms",
    },
  ];
}

/** The panel is open and full; both times as many events as it holds have come since. */
async function measureMemory(firefox: Firefox): Promise<BenchRow[]> {
  const page = await openPanel(firefox, "tab");
  await waitForFull(page);
  const samples = [];
  for (let turn = 0; turn < 2; turn++) {
    await recordFast(firefox, 1.5 * HELD);
    await waitForFull(page);
    samples.push(await scriptMemory(firefox));
  }
  const [first, second] = samples;
  if (!first || !second) throw new Error("no samples");
  return (["parent", "panel"] as const).flatMap((process): BenchRow[] => [
    {
      what: `script memory of the ${process}'s process, past the bound`,
      measured: first[process],
      unit: "MiB",
    },
    {
      what: `the same ${1.5 * HELD} events later`,
      measured: second[process] / first[process],
      unit: "×",
      bound: { kind: "at most", limit: 1.05 },
    },
  ]);
}

async function speedWith(firefox: Firefox, panel: "open" | "closed"): Promise<number> {
  if (panel === "open") await waitForFull(await openPanel(firefox, "tab"));
  else await firefox.navigate("about:blank");
  await untilIdle(firefox);
  return await recordFast(firefox, SPEED_EVENTS);
}

/** Each time held against its neighbour, in either order: the machine is not equally fast all the time. */
async function measureSpeed(firefox: Firefox): Promise<BenchRow[]> {
  const closed: number[] = [];
  const open: number[] = [];
  for (let turn = 0; turn < SPEED_TURNS; turn++) {
    if (turn % 2 === 0) closed.push(await speedWith(firefox, "closed"));
    open.push(await speedWith(firefox, "open"));
    if (turn % 2 === 1) closed.push(await speedWith(firefox, "closed"));
  }
  const ratios = open.map((speed, turn) => speed / (closed[turn] ?? Number.NaN));
  return [
    { what: "recording, panel closed (median)", measured: medianOf(closed), unit: "events/s" },
    { what: "recording, panel open (median)", measured: medianOf(open), unit: "events/s" },
    {
      what: `open against closed, median of ${SPEED_TURNS}`,
      measured: medianOf(ratios),
      unit: "×",
      bound: { kind: "at least", limit: 0.9 },
    },
  ];
}

/** The debug panel in a tab of a real Firefox, with as many events as it holds and more arriving. */
export async function run(): Promise<BenchReport> {
  const firefox = await launchFirefox({
    prefs: {
      // Firefox rounds times to 1 ms for pages; finer ones need no isolation here.
      "privacy.reduceTimerPrecision": false,
      // Firefox's own requests would record events of their own.
      "network.proxy.allow_bypass": false,
    },
  });
  try {
    await installAddOn(firefox);
    await registerBenchEvents(firefox);
    await recordFast(firefox, 1.2 * HELD);
    const rows = [
      ...(await measureOpening(firefox)),
      ...(await measureFrames(firefox)),
      ...(await measureMemory(firefox)),
      ...(await measureSpeed(firefox)),
    ];
    return { title: "debug panel, 10,000 events held", rows };
  } finally {
    await firefox.kill();
  }
}
