import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { DOCUMENT_ID, landedRecord } from "../support/landed-record.ts";
import { landRecords } from "../support/landing-folder.ts";
import {
  CLIENT_ID,
  eventPingSample,
  focusEventPingSample,
  mainPingSample,
  mobileEventPingSample,
  withValue,
} from "../support/ping-samples.ts";
import { queryDatasets } from "../support/read-datasets.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

const folder = useSuiteFolder();
const query = (sql: string) => queryDatasets(join(folder(), "out"), sql);

beforeAll(async () => {
  const main = withValue(
    mainPingSample(),
    ["payload", "info", "sessionStartDate"],
    "2018-06-08T00:00:00.0+06:00",
  );
  const event = withValue(eventPingSample(), ["environment", "addons"], {
    activeExperiment: { id: "old", branch: "a" },
  });
  await landRecords(join(folder(), "landing"), [
    landedRecord({ ping: main, channel: "beta-cck-x" }),
    landedRecord({ type: "event", ping: event, appVersion: "153.8" }),
    landedRecord({ type: "mobile-event", app: "Fennec", channel: "beta", ping: mobileEventPingSample() }),
    landedRecord({ type: "focus-event", app: "Klar", channel: "beta", ping: focusEventPingSample() }),
  ]);
  await runDatasets({ landing: join(folder(), "landing"), out: join(folder(), "out") });
});

/** What both kinds of pings have in `events`; 64-bit numbers come as text. */
const COMMON = {
  document_id: DOCUMENT_ID,
  client_id: CLIENT_ID,
  country: "??",
  locale: "de",
  app_name: "Firefox",
  os: "Linux",
  os_version: "6.12",
  session_id: "11111111-1111-4111-8111-111111111111",
  subsession_id: "22222222-2222-4222-8222-222222222222",
  timestamp: "1795485600123456000",
  sample_id: "67",
  submission_date_s3: "20261124",
};

describe("every column of a row", () => {
  it("of events is right for an event of a main ping", async () => {
    expect(await query("SELECT * FROM events WHERE doc_type = 'main' AND event_timestamp = 4711")).toEqual([
      {
        ...COMMON,
        normalized_channel: "beta",
        app_version: "153.7.0",
        session_start_time: "1528394400000",
        experiments: [{ key: "pref-flip-1", value: "treatment" }],
        event_timestamp: "4711",
        event_category: "navigation",
        event_method: "search",
        event_object: "urlbar",
        event_string_value: "enter",
        event_map_values: [
          { key: "engine", value: "ddg" },
          { key: "telemetry_process", value: "parent" },
        ],
        event_process: "parent",
        doc_type: "main",
      },
    ]);
  });

  it("of events is right for an event of an event ping", async () => {
    expect(await query("SELECT * FROM events WHERE doc_type = 'event' AND event_timestamp = 4712")).toEqual([
      {
        ...COMMON,
        normalized_channel: "release",
        app_version: "153.8",
        session_start_time: "1795480800000",
        experiments: [
          { key: "old", value: "a" },
          { key: "pref-flip-1", value: "treatment" },
        ],
        event_timestamp: "4712",
        event_category: "addon",
        event_method: "click",
        event_object: "button",
        event_string_value: "x",
        event_map_values: null,
        event_process: "dynamic",
        doc_type: "event",
      },
    ]);
  });

  const METADATA = {
    document_id: DOCUMENT_ID,
    timestamp: "1795485600123456000",
    date: "Tue, 24 Nov 2026 01:59:59 GMT",
    geo_country: "??",
    geo_city: "??",
    app_build_id: "20261102153000",
    app_version: "153.7",
  };
  const MOBILE = {
    v: "1",
    client_id: CLIENT_ID,
    seq: "3",
    locale: "en-US",
    osversion: "29",
    device: "Pixel",
    arch: "arm64",
    created: "1795485598000",
    tz: "60",
    settings: [
      { key: "pref_a", value: "true" },
      { key: "pref_b", value: null },
    ],
    events: [
      { timestamp: "1", category: "action", method: "open", object: "app", value: null, extra: null },
      {
        timestamp: "2",
        category: "action",
        method: "type_url",
        object: "search_bar",
        value: null,
        extra: [{ key: "autocomplete", value: "true" }],
      },
    ],
    experiments: [{ key: "exp-1", value: "control" }],
    submission_date_s3: "20261124",
  };

  it("of telemetry_mobile_event_parquet is right", async () => {
    expect(await query("SELECT * FROM telemetry_mobile_event_parquet")).toEqual([
      {
        ...MOBILE,
        metadata: { ...METADATA, app_name: "Fennec", sample_id: 67, app_update_channel: "beta" },
        process_start_timestamp: "1795480800000",
        app_name: "Fennec",
        os: "Android",
      },
    ]);
  });

  it("of telemetry_focus_event_parquet is right", async () => {
    expect(await query("SELECT * FROM telemetry_focus_event_parquet")).toEqual([
      {
        ...MOBILE,
        metadata: { ...METADATA, app_name: "Klar" },
        process_start_timestamp: null,
        os: "Android",
        channel: "beta",
      },
    ]);
  });

  it("of focus_events_longitudinal is right: the same in arrays", async () => {
    const { client_id, ...arrays } = { ...MOBILE, metadata: { ...METADATA, app_name: "Klar" } };
    expect(await query("SELECT * FROM focus_events_longitudinal")).toEqual([
      {
        client_id,
        ...Object.fromEntries(Object.entries(arrays).map(([name, value]) => [name, [value]])),
        process_start_timestamp: [null],
        os: ["Android"],
        channel: ["beta"],
      },
    ]);
  });
});
