import { setTimeout as delay } from "node:timers/promises";
import { forceDailyPing } from "../support/add-on.ts";
import type { Firefox } from "../support/firefox.ts";
import type { Recorder } from "./recorder.ts";

/** Numbers between 0 and 1, the same for the same seed. */
export type Random = () => number;

export interface Running {
  readonly firefox: Firefox;
  readonly recorder: Recorder;
  readonly random: Random;
}

/** The one scenario that does not wait until the engine is ready. */
export const WAKING_UP = "waking up";

/** Brings a running Firefox to the instant of its kill; what it had begun may still be under way. */
export type Scenario = (running: Running) => Promise<void>;

/** A remote call that the kill cuts off must not fail the campaign; one that fails without a kill shows as lost events. */
function cutOff(call: Promise<unknown>): void {
  call.catch(() => null);
}

async function recording({ recorder, random }: Running): Promise<void> {
  const batches = 1 + Math.floor(random() * 8);
  for (let batch = 0; batch < batches; batch++) {
    await recorder.record(1 + Math.floor(random() * 150));
    await delay(random() * 120);
  }
  cutOff(recorder.record(500));
  await delay(random() * 60);
}

/** The engine has not looked yet at what earlier sessions left when these are recorded. */
async function wakingUp({ recorder, random }: Running): Promise<void> {
  await recorder.record(1 + Math.floor(random() * 300));
  await delay(260 + random() * 200);
}

async function committing({ recorder, random }: Running): Promise<void> {
  await recorder.record(400 + Math.floor(random() * 1_200));
  await delay(random() * 400);
}

async function handingOver({ firefox, recorder, random }: Running): Promise<void> {
  await recorder.record(200 + Math.floor(random() * 700));
  await delay(260);
  cutOff(forceDailyPing(firefox));
  await delay(random() * 250);
}

async function shuttingDown({ firefox, recorder, random }: Running): Promise<void> {
  await recorder.record(200 + Math.floor(random() * 1_500));
  await delay(260);
  cutOff(firefox.quit({ keepProfile: true }));
  await delay(random() * 1_200);
}

/** The instants of the campaign, in turn; «starting up» kills before there is anything to talk to and is the runner's. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  recording,
  [WAKING_UP]: wakingUp,
  committing,
  "handing over": handingOver,
  "shutting down": shuttingDown,
};
