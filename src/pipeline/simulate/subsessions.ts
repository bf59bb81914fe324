import { DAY, HOUR, MINUTE, type Stretch } from "./people.ts";
import type { Random } from "./random.ts";

/** Why Firefox ended a subsession and made its main ping. */
export type MainPingReason = "daily" | "environment-change" | "shutdown" | "aborted-session";

export interface Subsession extends Stretch {
  readonly reason: MainPingReason;
}

const ENVIRONMENT_CHANGES = 0.08;
const ABORTS = 0.03;

/**
 * Splits a session as Firefox does: at the client's midnight, at a change of its environment, and at its end, which is
 * now and then a kill.
 */
export function splitSession(random: Random, { start, end }: Stretch, timezone: number): Subsession[] {
  const cuts: { readonly at: number; readonly reason: MainPingReason }[] = [];
  const offset = timezone * MINUTE;
  const midnight = (Math.floor((start + offset) / DAY) + 1) * DAY - offset;
  if (midnight < end) cuts.push({ at: midnight, reason: "daily" });
  if (end - start > HOUR && random.chance(ENVIRONMENT_CHANGES)) {
    cuts.push({ at: random.int(start + MINUTE, end - MINUTE), reason: "environment-change" });
  }
  cuts.push({ at: end, reason: random.chance(ABORTS) ? "aborted-session" : "shutdown" });
  cuts.sort((a, b) => a.at - b.at);
  return cuts.map(({ at, reason }, i) => ({ start: cuts[i - 1]?.at ?? start, end: at, reason }));
}
