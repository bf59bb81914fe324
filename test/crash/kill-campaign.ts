/**
 * `npm run test:crash -- --kills 50 --seed 1`: kills a real Firefox at random instants and shows that every event that
 * was acknowledged more than 250 ms before its kill reaches the edge exactly once, with its session.
 */
import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import cliProgress from "cli-progress";
import Table from "cli-table3";
import { ADD_ON_ID, engineLoaded, engineReady, sendNextBatch } from "../support/add-on.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { FirefoxProcess } from "../support/firefox-process.ts";
import { packAddOn } from "../support/pack-add-on.ts";
import { readEvents } from "../support/ping-events.ts";
import { createProfile } from "../support/profile.ts";
import { waitFor } from "../support/wait-for.ts";
import { CATEGORY, Recorder } from "./recorder.ts";
import { type Random, SCENARIOS, WAKING_UP } from "./scenarios.ts";
import { type ArrivedEvent, type RecordedEvent, tally } from "./tally.ts";

/** The promise of DESIGN 3.4. */
const COMMIT_SPAN_MS = 250;
const STARTING_UP = "starting up";
/** Small event ping waits, so that `max` pings leave within the campaign. */
const PREFS = { "toolkit.telemetry.eventping.maximumFrequency": 2_000 };

/** mulberry32, a small seeded generator: a campaign can be run again. */
function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Campaign {
  readonly books: RecordedEvent[] = [];
  /** The events that were due when their Firefox was killed, and how it was killed. */
  readonly due = new Map<number, string>();
  private readonly capture: Capture;
  private readonly profile: string;
  private readonly random: Random;

  constructor(capture: Capture, profile: string, random: Random) {
    this.capture = capture;
    this.profile = profile;
    this.random = random;
  }

  /** Firefox writes down which add-ons it has surely only when it quits. */
  async install(): Promise<void> {
    const firefox = await this.launch();
    await firefox.installAddon(await packAddOn(), { temporary: false });
    await engineReady(firefox);
    await firefox.quit({ keepProfile: true });
  }

  async killOnce(scenario: string): Promise<void> {
    const run = SCENARIOS[scenario];
    if (run === undefined) {
      await this.killWhileStarting();
      return;
    }
    const firefox = await this.launch();
    await (scenario === WAKING_UP ? engineLoaded(firefox) : engineReady(firefox));
    const first = this.books.length;
    const recorder = await Recorder.start(firefox, this.books);
    await run({ firefox, recorder, random: this.random });
    this.closeBooks(first, scenario);
    await firefox.kill({ keepProfile: true });
  }

  /** Two clean sessions: the first sends what the kills left, the second what the first's own end left. */
  async settle(): Promise<void> {
    for (let session = 0; session < 2; session++) {
      const firefox = await this.launch();
      await engineReady(firefox);
      await waitFor(() => this.nothingPending(firefox), {
        what: "Firefox to have sent all its pings",
        timeout: 60_000,
      });
      await firefox.quit({ keepProfile: true });
    }
  }

  arrivals(): ArrivedEvent[] {
    return this.capture.pings().flatMap((ping) => {
      if (ping.body.type !== "main" && ping.body.type !== "event") {
        return [];
      }
      const { sessionId, events } = readEvents(ping);
      return Object.values(events)
        .flat()
        .filter((event) => event[1] === CATEGORY)
        .map((event) => ({
          n: Number((event[5] as { n: string }).n),
          sessionId,
          documentId: ping.body.id,
          documentType: ping.body.type,
        }));
    });
  }

  private launch(): Promise<Firefox> {
    return launchFirefox({ profile: this.profile, telemetryServer: this.capture.url, prefs: PREFS });
  }

  private async killWhileStarting(): Promise<void> {
    const process = new FirefoxProcess(this.profile, true);
    await delay(200 + this.random() * 3_500);
    process.kill();
    await process.exited;
  }

  /** What this session, from its first event on, acknowledged long enough before this instant is due; no other ever will be. */
  private closeBooks(first: number, scenario: string): void {
    const deadline = performance.now() - COMMIT_SPAN_MS;
    for (const { n, acknowledgedAt } of this.books.slice(first)) {
      if (acknowledgedAt !== null && acknowledgedAt < deadline) {
        this.due.set(
          n,
          `${scenario}, acknowledged ${Math.round(deadline + COMMIT_SPAN_MS - acknowledgedAt)} ms before`,
        );
      }
    }
  }

  private async nothingPending(firefox: Firefox): Promise<boolean> {
    await sendNextBatch(firefox);
    return firefox.chrome<boolean>(
      `const { TelemetryController } = ChromeUtils.importESModule("resource://gre/modules/TelemetryController.sys.mjs");
       const { TelemetrySend } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySend.sys.mjs");
       await TelemetryController.promiseInitialized();
       return TelemetrySend.pendingPingCount === 0;`,
    );
  }
}

const { values } = parseArgs({
  options: { kills: { type: "string", default: "50" }, seed: { type: "string", default: "1" } },
});
const kills = Number(values.kills);
const capture = await startCapture();
const profile = await createProfile();
const campaign = new Campaign(capture, profile, seededRandom(Number(values.seed)));
const bar = new cliProgress.SingleBar({
  format: "{bar} {value}/{total} kills, {eta_formatted} left, {scenario}",
});
const turns = [...Object.keys(SCENARIOS), STARTING_UP];
try {
  await campaign.install();
  bar.start(kills, 0, { scenario: "" });
  for (let kill = 0; kill < kills; kill++) {
    const scenario = turns[kill % turns.length] ?? STARTING_UP;
    await campaign.killOnce(scenario);
    bar.update(kill + 1, { scenario });
  }
  bar.stop();
  await campaign.settle();
} finally {
  bar.stop();
  await capture.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
const result = tally(campaign.books, campaign.arrivals(), ({ n }) => campaign.due.has(n));
const table = new Table({
  head: ["kills", "recorded", "acknowledged", "due", "arrived", "duplicate", "lost", "wrong session"],
});
table.push([
  kills,
  result.recorded,
  result.acknowledged,
  result.due,
  result.arrived,
  result.duplicate.length,
  result.lost.length,
  result.wrongSession.length,
]);
console.log(`${ADD_ON_ID}, seed ${values.seed}\n${table.toString()}`);
const wrong = [...result.duplicate, ...result.lost, ...result.wrongSession];
if (result.due === 0 || wrong.length > 0) {
  console.error(`The campaign failed; events at fault, the first of them: ${wrong.slice(0, 20).join(", ")}`);
  for (const kill of new Set(result.lost.map((n) => campaign.due.get(n)))) {
    console.error(`${result.lost.filter((n) => campaign.due.get(n) === kill).length} lost: ${kill}`);
  }
  process.exitCode = 1;
}
