import { DAY, inventPerson, type Person } from "./people.ts";
import type { Random, Weighted } from "./random.ts";
import type { SendingClient } from "./simulated-ping.ts";
import type { SimulationSettings } from "./simulation-options.ts";

/** A product of the mobile family. */
interface MobileProduct {
  readonly appName: string;
  readonly appVersion: string;
  readonly buildId: string;
  readonly os: "Android" | "iOS";
  readonly osVersions: readonly [string, ...string[]];
  readonly devices: readonly [string, ...string[]];
}

export interface MobileClient {
  readonly documentType: "mobile-event" | "focus-event";
  readonly person: Person;
  readonly product: MobileProduct;
  readonly channel: string;
  readonly osVersion: string;
  readonly device: string;
  readonly settings: Readonly<Record<string, string | null>>;
  /** Days since 1970. */
  readonly profileDate: number;
}

const ANDROID = {
  os: "Android",
  osVersions: ["29", "33", "35"],
  devices: ["Pixel 8", "SM-S911B", "AFTM"],
} as const;
const IOS = { os: "iOS", osVersions: ["17.6.1", "18.1"], devices: ["iPhone15,2", "iPad13,4"] } as const;

const PRODUCTS: Readonly<Record<MobileClient["documentType"], Weighted<MobileProduct>>> = {
  "mobile-event": [
    [{ ...ANDROID, appName: "Fennec", appVersion: "68.11.0", buildId: "2020071911" }, 4],
    [{ ...IOS, appName: "Fennec", appVersion: "131.2", buildId: "46402" }, 3],
    [{ ...ANDROID, appName: "FirefoxForFireTV", appVersion: "4.8", buildId: "21261014" }, 3],
  ],
  "focus-event": [
    [{ ...ANDROID, appName: "Focus", appVersion: "8.27.0", buildId: "363021845" }, 5],
    [{ ...IOS, appName: "Focus", appVersion: "8.1.9", buildId: "3751" }, 2],
    [{ ...ANDROID, appName: "Klar", appVersion: "8.27.0", buildId: "363021845" }, 1],
    [{ ...ANDROID, appName: "Zerda", appVersion: "2.6.2", buildId: "20632" }, 2],
  ],
};

export function inventMobileClient(
  random: Random,
  documentType: MobileClient["documentType"],
  { skewed, firstDay }: SimulationSettings,
): MobileClient {
  const product = random.weighted(PRODUCTS[documentType]);
  return {
    documentType,
    person: inventPerson(random, skewed),
    product,
    channel: random.weighted([
      ["release", 8],
      ["beta", 1],
      ["nightly", 1],
    ]),
    osVersion: random.pick(product.osVersions),
    device: random.pick(product.devices),
    settings: {
      pref_privacy_block_ads: String(random.chance(0.8)),
      pref_search_engine: random.pick(["Google", "DuckDuckGo"]),
      pref_locale: random.chance(0.9) ? null : "de",
    },
    profileDate: Math.floor(firstDay / DAY) - random.int(0, 2000),
  };
}

/** What uploads of this client say of it. */
export function describeMobileSender({ person, product, channel }: MobileClient): SendingClient {
  const { appName, appVersion, buildId, os } = product;
  return {
    appName,
    appVersion,
    channel,
    buildId,
    userAgent: os === "Android" ? "Telemetry/1.0 (Android)" : "Telemetry/1.1.1 (iOS)",
    address: person.address,
    skew: person.skew,
  };
}
