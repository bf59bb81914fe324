import { addonColumns } from "./active-addons.ts";
import { type Columns, flag, int, list, long, map, rows, struct, text } from "./column.ts";
import { decodedEventColumns } from "./decoded-events.ts";
import { measureColumns } from "./main-measures.ts";
import { metadataColumns } from "./table-metadata.ts";
import { userPrefColumns } from "./user-prefs.ts";

const searchEngine = struct({ loadPath: text, name: text, origin: text, submissionURL: text });
const status = struct({ status: text });
const drive = struct({ type: text });

/** The parts of the environment that `main_summary` names, in the ping's own shape. */
const environment = struct({
  addons: struct({ activeExperiment: struct({ branch: text, id: text }) }),
  build: struct({ architecture: text, buildId: text, version: text }),
  partner: struct({ distributionId: text }),
  profile: struct({ creationDate: long, resetDate: long }),
  settings: struct({
    addonCompatibilityCheckEnabled: flag,
    attribution: struct({
      campaign: text,
      content: text,
      experiment: text,
      medium: text,
      source: text,
      variation: text,
    }),
    blocklistEnabled: flag,
    defaultPrivateSearchEngine: text,
    defaultPrivateSearchEngineData: searchEngine,
    defaultSearchEngine: text,
    defaultSearchEngineData: searchEngine,
    e10sEnabled: flag,
    e10sMultiProcesses: long,
    isDefaultBrowser: flag,
    locale: text,
    sandbox: struct({ effectiveContentProcessLevel: int }),
    searchCohort: text,
    telemetryEnabled: flag,
    update: struct({ autoDownload: flag, channel: text, enabled: flag }),
  }),
  system: struct({
    appleModelId: text,
    cpu: struct({
      cores: int,
      count: int,
      family: int,
      l2cacheKB: int,
      l3cacheKB: int,
      model: int,
      speedMHz: int,
      stepping: int,
      vendor: text,
    }),
    gfx: struct({
      Headless: flag,
      features: struct({
        advancedLayers: status,
        compositor: text,
        d2d: status,
        d3d11: status,
        gpuProcess: status,
        webrender: status,
        wrQualified: status,
      }),
    }),
    hdd: struct({ binary: drive, profile: drive, system: drive }),
    isWow64: flag,
    memoryMB: int,
    os: struct({
      installYear: long,
      name: text,
      servicePackMajor: long,
      servicePackMinor: long,
      version: text,
      windowsBuildNumber: long,
      windowsUBR: long,
    }),
    sec: struct({ antispyware: list(text), antivirus: list(text), firewall: list(text) }),
  }),
});

const info = struct({
  previousBuildId: text,
  previousSessionId: text,
  previousSubsessionId: text,
  profileSubsessionCounter: int,
  reason: text,
  sessionId: text,
  sessionLength: long,
  sessionStartDate: text,
  subsessionCounter: int,
  subsessionId: text,
  subsessionLength: long,
  subsessionStartDate: text,
  timezoneOffset: int,
});

/** What is read straight out of the ping, by name. */
export const mainPingColumns: Columns = {
  application: struct({ buildId: text, displayVersion: text, name: text, vendor: text, version: text }),
  creationDate: text,
  environment,
  payload: struct({ info }),
};

/** Decoded `main` pings (never `first-shutdown`): what `main_summary` and `events` are made of. */
export const mainTable: Columns = {
  ...metadataColumns,
  ...mainPingColumns,
  /** Seconds. */
  submission_latency: long,
  /** `payload.info.sessionStartDate` in milliseconds since 1970. */
  session_start_millis: long,
  events: rows(decodedEventColumns),
  experiments: map(text),
  experiments_details: map(map(text)),
  active_addons: list(struct(addonColumns)),
  active_addons_count: long,
  disabled_addons_ids: list(text),
  active_theme: struct(addonColumns),
  search_counts: list(struct({ engine: text, source: text, count: long })),
  user_prefs: struct(userPrefColumns),
  measures: struct(measureColumns),
  event_counts: struct({ parent: map(int), content: map(int), gpu: map(int), dynamic: map(int) }),
};
