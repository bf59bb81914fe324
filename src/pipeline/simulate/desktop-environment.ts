import type { DesktopClient } from "./desktop-client.ts";
import type { Random } from "./random.ts";

/** The `application` and `environment` of a client's pings; they hardly change in a simulation, so they are made once. */
export interface DesktopEnvelope {
  readonly application: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, unknown>>;
}

const FIREFOX_ID = "{ec8030f7-c20a-464f-9b0e-13a3a9e97384}";

const ADDONS = [
  ["uBlock0@raymondhill.net", "uBlock Origin", "1.66.4"],
  ["event-telemetry@mozilla.org", "Event Telemetry", "0.1.0"],
  ["{446900e4-71c2-419f-a6a7-df9c091e268b}", "Bitwarden", "2026.9.1"],
  ["legacy-extension@example.com", "Legacy extension", "1.0"],
] as const;

export function buildEnvelope(random: Random, client: DesktopClient): DesktopEnvelope {
  const { channel, version, displayVersion, buildId } = client.release;
  const { xpcomAbi } = client.machine;
  const architecture = xpcomAbi.startsWith("aarch64") ? "aarch64" : "x86-64";
  const build = {
    architecture,
    buildId,
    displayVersion,
    platformVersion: version,
    vendor: "Mozilla",
    version,
    xpcomAbi,
  };
  return {
    application: { ...build, channel, name: "Firefox" },
    environment: {
      addons: buildAddons(random, client),
      build: { ...build, applicationId: FIREFOX_ID, applicationName: "Firefox", updaterAvailable: true },
      experiments: Object.fromEntries(
        client.person.experiments.map(({ id, branch }) => [
          id,
          { branch, type: "pref-flip", enrollmentId: random.uuid() },
        ]),
      ),
      partner: { distributionId: null, distributionVersion: null, partnerId: null, partnerNames: [] },
      profile: { creationDate: client.profileCreated },
      services: { accountEnabled: random.chance(0.3), syncEnabled: random.chance(0.2) },
      settings: buildSettings(client),
      system: buildSystem(random, client),
    },
  };
}

function buildAddons(random: Random, { profileCreated }: DesktopClient): Record<string, unknown> {
  const installed = ADDONS.filter(() => random.chance(0.4)).map(([id, name, version]) => [
    id,
    {
      appDisabled: false,
      blocklisted: false,
      description: name,
      foreignInstall: false,
      hasBinaryComponents: false,
      installDay: profileCreated + random.int(0, 100),
      isSystem: false,
      isWebExtension: true,
      multiprocessCompatible: true,
      name,
      scope: 1,
      signedState: 2,
      type: "extension",
      updateDay: profileCreated + random.int(100, 200),
      userDisabled: false,
      version,
    },
  ]);
  return { activeAddons: Object.fromEntries(installed), activeGMPlugins: {} };
}

function buildSettings({
  person,
  release,
  isDefaultBrowser,
  searchEngine,
}: DesktopClient): Record<string, unknown> {
  const locale = person.place.locale;
  return {
    addonCompatibilityCheckEnabled: true,
    attribution: { source: "www.google.com", medium: "organic", campaign: "(not set)", content: "(not set)" },
    blocklistEnabled: true,
    defaultSearchEngine: searchEngine,
    defaultSearchEngineData: {
      loadPath: `[addon]${searchEngine}@search.mozilla.org`,
      name: searchEngine,
      origin: "default",
      submissionURL: "https://search.example/?q=",
    },
    e10sEnabled: true,
    e10sMultiProcesses: 8,
    fissionEnabled: true,
    intl: { acceptLanguages: [locale, "en"], appLocales: [locale], requestedLocales: [locale] },
    isDefaultBrowser,
    locale,
    telemetryEnabled: true,
    update: { autoDownload: true, background: true, channel: release.channel, enabled: true },
    userPrefs: { "browser.search.region": locale.slice(-2).toUpperCase(), "dom.ipc.processCount": 8 },
  };
}

function buildSystem(random: Random, { machine }: DesktopClient): Record<string, unknown> {
  const { os, version, windowsBuild } = machine;
  const locale = "en-US";
  const cores = random.pick([2, 4, 6, 8, 16]);
  return {
    ...(windowsBuild !== undefined && { isWow64: false }),
    cpu: {
      cores,
      count: cores * 2,
      family: 6,
      model: 158,
      stepping: 10,
      speedMHz: 2600,
      vendor: "GenuineIntel",
    },
    gfx: {
      features: {
        compositor: "webrender",
        d3d11: { status: windowsBuild === undefined ? "unavailable" : "available" },
      },
    },
    hdd: { profile: { model: null, revision: null, type: random.chance(0.8) ? "SSD" : "HDD" } },
    memoryMB: random.pick([4096, 8192, 16_384, 32_768]),
    os: {
      locale,
      name: os,
      version,
      ...(windowsBuild !== undefined && {
        installYear: random.int(2018, 2026),
        servicePackMajor: 0,
        servicePackMinor: 0,
        windowsBuildNumber: windowsBuild,
        windowsUBR: random.int(1, 5000),
      }),
    },
  };
}
