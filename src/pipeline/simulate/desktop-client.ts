import { DAY, inventPerson, type Person } from "./people.ts";
import type { Random, Weighted } from "./random.ts";
import type { SendingClient } from "./simulated-ping.ts";
import type { SimulationSettings } from "./simulation-options.ts";

/** A Firefox on a desktop. */
export interface DesktopClient {
  readonly person: Person;
  readonly release: Release;
  readonly machine: Machine;
  /** Days since 1970. */
  readonly profileCreated: number;
  readonly isDefaultBrowser: boolean;
  readonly searchEngine: string;
  /** Whether events ride its main pings, the rest following in event pings, or all of them go in event pings. */
  readonly carrier: "main" | "event";
  /** Its first session falls into the simulation. */
  readonly isNew: boolean;
  /** Records very many events every day. */
  readonly heavy: boolean;
}

interface Release {
  readonly channel: string;
  readonly version: string;
  readonly displayVersion: string;
  readonly buildId: string;
}

interface Machine {
  readonly os: string;
  readonly version: string;
  readonly windowsBuild?: number;
  readonly xpcomAbi: string;
  /** How the user agent calls it. */
  readonly platform: string;
}

const RELEASES: Weighted<Release> = [
  [{ channel: "release", version: "153.0", displayVersion: "153.0", buildId: "20261012120000" }, 60],
  [{ channel: "release", version: "152.0.2", displayVersion: "152.0.2", buildId: "20260921101500" }, 12],
  [{ channel: "esr", version: "153.7.0", displayVersion: "153.7.0esr", buildId: "20261026093000" }, 10],
  [{ channel: "beta", version: "154.0", displayVersion: "154.0b4", buildId: "20261019184500" }, 9],
  [{ channel: "aurora", version: "154.0", displayVersion: "154.0b4", buildId: "20261019190000" }, 3],
  [{ channel: "nightly", version: "155.0a1", displayVersion: "155.0a1", buildId: "20261031214500" }, 5],
  [
    {
      channel: "nightly-cck-example",
      version: "155.0a1",
      displayVersion: "155.0a1",
      buildId: "20261031214500",
    },
    0.5,
  ],
  [{ channel: "default", version: "153.0", displayVersion: "153.0", buildId: "20261012120000" }, 0.5],
];

const WIN = { os: "Windows_NT", xpcomAbi: "x86_64-msvc", platform: "Windows NT 10.0; Win64; x64" };

const MACHINES: Weighted<Machine> = [
  [{ ...WIN, version: "10.0", windowsBuild: 22631 }, 60],
  [{ ...WIN, version: "10.0", windowsBuild: 19045 }, 15],
  [
    {
      os: "Darwin",
      version: "24.1.0",
      xpcomAbi: "aarch64-gcc3",
      platform: "Macintosh; Intel Mac OS X 10.15",
    },
    12,
  ],
  [{ os: "Linux", version: "6.12.0", xpcomAbi: "x86_64-gcc3", platform: "X11; Linux x86_64" }, 10],
  [
    {
      os: "Linux",
      version: "6.1.0-28-amd64",
      xpcomAbi: "x86_64-gcc3",
      platform: "X11; Ubuntu; Linux x86_64",
    },
    3,
  ],
];

const NEW_PROFILES = 0.03;

export function inventDesktopClient(
  random: Random,
  { skewed, firstDay }: SimulationSettings,
  heavy: boolean,
): DesktopClient {
  const person = inventPerson(random, skewed);
  const isNew = random.chance(NEW_PROFILES);
  return {
    isNew,
    person: heavy ? { ...person, diligence: 1 } : person,
    release: random.weighted(RELEASES),
    machine: random.weighted(MACHINES),
    profileCreated: Math.floor(firstDay / DAY) - (isNew ? 0 : random.int(1, 3000)),
    isDefaultBrowser: random.chance(0.6),
    searchEngine: random.pick(["google-b-d", "ddg", "bing"]),
    carrier: random.chance(0.7) ? "main" : "event",
    heavy,
  };
}

/** What uploads of this client say of it. */
export function describeSender({ person, release, machine }: DesktopClient): SendingClient {
  const major = release.version.split(".")[0];
  return {
    appName: "Firefox",
    appVersion: release.version,
    channel: release.channel,
    buildId: release.buildId,
    userAgent: `Mozilla/5.0 (${machine.platform}; rv:${major}.0) Gecko/20100101 Firefox/${major}.0`,
    address: person.address,
    skew: person.skew,
  };
}
