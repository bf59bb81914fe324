import type { Random, Weighted } from "./random.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

interface Place {
  readonly locale: string;
  /** Minutes east of UTC. */
  readonly timezone: number;
  /** Where its people's addresses begin; the first ones are in MaxMind's published test databases. */
  readonly network: string;
}

const PLACES: Weighted<Place> = [
  [{ locale: "en-US", timezone: -300, network: "216.160.83" }, 30],
  [{ locale: "en-US", timezone: -480, network: "198.51.100" }, 12],
  [{ locale: "en-GB", timezone: 0, network: "81.2.69" }, 8],
  [{ locale: "sv-SE", timezone: 60, network: "89.160.20" }, 3],
  [{ locale: "zh-CN", timezone: 480, network: "175.16.199" }, 8],
  [{ locale: "de", timezone: 60, network: "203.0.113" }, 14],
  [{ locale: "fr", timezone: 60, network: "203.0.113" }, 9],
  [{ locale: "ru", timezone: 180, network: "198.51.100" }, 6],
  [{ locale: "pt-BR", timezone: -180, network: "192.0.2" }, 6],
  [{ locale: "hi-IN", timezone: 330, network: "192.0.2" }, 4],
];

/** What clients of every product have in common. */
export interface Person {
  readonly clientId: string;
  readonly place: Place;
  readonly address: string;
  /** ms that its clock is ahead of the true one; mostly 0. */
  readonly skew: number;
  /** The chance of a day with any use. */
  readonly diligence: number;
  /** How many events it makes against the median client. */
  readonly liveliness: number;
  readonly experiments: readonly Enrolment[];
}

export interface Enrolment {
  readonly id: string;
  readonly branch: string;
}

const SKEWS: Weighted<(random: Random) => number> = [
  [(random) => random.int(-10, 10) * MINUTE, 50],
  [(random) => random.int(-12, 12) * HOUR, 35],
  [(random) => random.int(-400, 400) * DAY, 10],
  // A dead battery: the clock starts over at some year's beginning.
  [(random) => -random.int(2000, 8000) * DAY, 5],
];

const EXPERIMENTS: readonly {
  readonly id: string;
  readonly share: number;
  readonly branches: Weighted<string>;
}[] = [
  {
    id: "bug-1653049-new-search-bar",
    share: 0.2,
    branches: [
      ["control", 1],
      ["treatment", 1],
    ],
  },
  {
    id: "pref-flip-tab-unloading",
    share: 0.1,
    branches: [
      ["control", 2],
      ["quick", 1],
      ["slow", 1],
    ],
  },
  { id: "rollout-dns-over-https", share: 0.3, branches: [["active", 1]] },
];

/** @param skewed the chance of a wrong clock */
export function inventPerson(random: Random, skewed: number): Person {
  const place = random.weighted(PLACES);
  return {
    clientId: random.uuid(),
    place,
    address: `${place.network}.${random.int(1, 254)}`,
    skew: random.chance(skewed) ? random.weighted(SKEWS)(random) : 0,
    diligence: random.weighted([
      [0.95, 3],
      [0.6, 4],
      [0.15, 3],
    ]),
    liveliness: random.longTailed(1, 0.8),
    experiments: EXPERIMENTS.filter(({ share }) => random.chance(share)).map(({ id, branches }) => ({
      id,
      branch: random.weighted(branches),
    })),
  };
}

/** A stretch of use by the true clock, in ms. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const MEDIAN_SESSION = 35 * MINUTE;
const LONGEST_SESSION = 14 * HOUR;

/** When somebody used a product on the day that begins at `midnight` (UTC): waking hours where they are, none overlapping. */
export function planDay(random: Random, { place, diligence }: Person, midnight: number): Stretch[] {
  if (!random.chance(diligence)) return [];
  const stretches: Stretch[] = [];
  let free = midnight + 7 * HOUR - place.timezone * MINUTE + random.longTailed(HOUR, 0.8);
  const asleep = midnight + 24 * HOUR - place.timezone * MINUTE;
  const sessions = random.int(1, 4);
  while (stretches.length < sessions && free < asleep) {
    const length = Math.min(random.longTailed(MEDIAN_SESSION, 1.2), LONGEST_SESSION);
    stretches.push({ start: Math.round(free), end: Math.round(free + Math.max(length, 2 * MINUTE)) });
    free += length + random.longTailed(90 * MINUTE, 0.9) + 5 * MINUTE;
  }
  return stretches;
}
