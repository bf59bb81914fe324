import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeRecord } from "../../../src/pipeline/decode/decode-record.ts";
import { type GeoLookup, NOWHERE, noGeo } from "../../../src/pipeline/decode/geo.ts";
import { listEvents } from "../../support/event-lists.ts";
import { DOCUMENT_ID, type LandedPing, landedRecord } from "../../support/landed-record.ts";
import {
  CLIENT_ID,
  eventPingSample,
  focusEventPingSample,
  type JsonObject,
  mainPingSample,
  mobileEventPingSample,
  withValue,
} from "../../support/ping-samples.ts";

function decode(landed: LandedPing, geo: GeoLookup = noGeo) {
  return decodeRecord(landedRecord(landed), "20261124", 7, geo).map(({ table, line }) => ({
    table,
    row: JSON.parse(line) as JsonObject,
    line,
  }));
}

function decodeOne(landed: LandedPing, geo?: GeoLookup) {
  const [first, ...rest] = decode(landed, geo);
  expect(rest).toEqual([]);
  if (first === undefined) throw new Error("no row");
  return first;
}

const mobile: LandedPing = { type: "mobile-event", app: "Fennec", ping: mobileEventPingSample() };

describe("a decoded document", () => {
  it.each<[string, LandedPing]>([
    ["main", { ping: mainPingSample() }],
    ["event", { type: "event", ping: eventPingSample() }],
    ["mobile_event", mobile],
    ["focus_event", { type: "focus-event", app: "Focus", ping: focusEventPingSample() }],
    ["other", { type: "first-shutdown", ping: { ...mainPingSample(), type: "first-shutdown" } }],
    ["other", { type: "crash", ping: { anything: 1 } }],
    ["other", { uri: `/submit/org-mozilla-fenix/baseline/1/${DOCUMENT_ID}`, ping: { ping_info: {} } }],
    ["other", { uri: `/submit/elsewhere/main/4/${DOCUMENT_ID}`, ping: {} }],
  ])("goes to the table %s", (table, landed) => {
    expect(decodeOne(landed).table).toBe(table);
  });

  it("carries what was learnt of it, and no address and no raw user agent", () => {
    const geo = {
      locate: (address: string | null) => ({ ...NOWHERE, country: address === "203.0.113.9" ? "nz" : null }),
    };
    const attributes = { x_forwarded_for: "203.0.113.9, 198.51.100.1, 198.51.100.2", x_debug_id: "qa" };
    const { row, line } = decodeOne({ ping: mainPingSample(), attributes }, geo);
    expect(row).toMatchObject({
      row_key: 7,
      document_id: DOCUMENT_ID,
      document_namespace: "telemetry",
      document_type: "main",
      document_version: "4",
      submission_timestamp: "2026-11-24T02:00:00.123456Z",
      submission_date: "20261124",
      client_id: CLIENT_ID,
      sample_id: 67,
      normalized_app_name: "Firefox",
      normalized_channel: "release",
      normalized_country_code: "NZ",
      normalized_os: "Linux",
      normalized_os_version: "6.12",
      client_compression: "gzip",
      clock_skew: 1,
      submission_latency: 1,
      session_start_millis: 1795482000000,
      user_agent: { browser: "Firefox", os: "Linux", version: "140" },
      header: { date: "Tue, 24 Nov 2026 01:59:59 GMT", x_debug_id: "qa" },
      uri: { app_name: "Firefox", app_version: "153.7", app_update_channel: "release" },
    });
    expect(line).not.toMatch(/203\.0\.113|198\.51|192\.0\.2|Gecko/);
  });

  it("carries the headers the datasets have, and no other", () => {
    const header = {
      date: "Tue, 24 Nov 2026 01:59:59 GMT",
      dnt: "1",
      x_debug_id: "qa",
      x_foxsec_ip_reputation: "90",
      x_lb_tags: "TLSv1.3",
      x_pingsender_version: "1.0",
      x_source_tags: "perf",
      x_telemetry_agent: "Glean/60",
    };
    const attributes = { ...header, x_pipeline_proxy: "1", content_length: "5" };
    expect(decodeOne({ ping: mainPingSample(), attributes }).row.header).toEqual(header);
  });

  it("that was not gzip says nothing of compression", () => {
    const ping = Buffer.from(JSON.stringify(mainPingSample()));
    expect(decodeOne({ ping }).row.client_compression).toBeUndefined();
  });

  it.each<[string, LandedPing, Record<string, unknown>]>([
    [
      "Glean's client_info, before the URI",
      {
        type: "x",
        channel: "beta",
        ping: { client_info: { app_channel: "nightly", os: "Android", os_version: "9" } },
      },
      { normalized_channel: "nightly", normalized_os: "Android", normalized_os_version: "9" },
    ],
    [
      "the environment",
      {
        channel: "esr",
        ping: withValue(mainPingSample(), ["environment", "system", "os", "name"], "Windows_NT"),
      },
      { normalized_channel: "esr", normalized_os: "Windows", normalized_os_version: "6.12" },
    ],
    [
      "a mobile ping's own fields",
      { ...mobile, channel: "nightly", ping: { ...mobileEventPingSample(), os: "iOS", osversion: "12.1.4" } },
      { normalized_channel: "nightly", normalized_os: "iOS", normalized_os_version: "12.1.4" },
    ],
    [
      "the release channel of a generic ping",
      { uri: `/submit/ns/x/1/${DOCUMENT_ID}`, ping: { release_channel: "aurora", os: "Darwin" } },
      { normalized_channel: "aurora", normalized_os: "Mac", normalized_os_version: undefined },
    ],
    [
      "nothing, when there is nothing",
      { uri: `/submit/ns/x/1/${DOCUMENT_ID}`, ping: {} },
      { normalized_channel: undefined, normalized_os: undefined, normalized_app_name: undefined },
    ],
  ])("has its channel and system from %s", (_, landed, expected) => {
    const { row } = decodeOne(landed);
    for (const [name, value] of Object.entries(expected)) expect([name, row[name]]).toEqual([name, value]);
  });

  it("cannot say metadata of itself", () => {
    const metadata = { geo: { country: "XX" }, uri: { app_name: "Forged" } };
    const ping = {
      ...mainPingSample(),
      metadata,
      submission_timestamp: "1970",
      sample_id: 1,
      uri: { app_name: "Forged" },
    };
    const { row, line } = decodeOne({ ping });
    expect(row).toMatchObject({ submission_timestamp: "2026-11-24T02:00:00.123456Z", sample_id: 67 });
    expect(line).not.toMatch(/Forged|XX/);
  });

  it("has its client id in lower case, in the document too", () => {
    const sent = CLIENT_ID.toUpperCase();
    expect(decodeOne({ ...mobile, ping: { ...mobileEventPingSample(), clientId: sent } }).row).toMatchObject({
      client_id: CLIENT_ID,
      clientId: CLIENT_ID,
      sample_id: 67,
    });
    const other = decodeOne({ type: "crash", ping: { clientId: `{${sent}}`, x: 1 } }).row;
    expect(other.client_id).toBe(CLIENT_ID);
    expect(JSON.parse(String(other.payload))).toEqual({ clientId: CLIENT_ID, x: 1 });
  });

  it.each<[string, JsonObject, string | undefined]>([
    ["Glean's first", { client_info: { client_id: CLIENT_ID }, clientId: DOCUMENT_ID }, CLIENT_ID],
    ["then client_id", { client_id: CLIENT_ID, clientId: DOCUMENT_ID }, CLIENT_ID],
    ["then clientId", { client_info: {}, clientId: CLIENT_ID }, CLIENT_ID],
    ["an invalid one is passed over", { client_id: "x", clientId: CLIENT_ID }, CLIENT_ID],
    ["and ignored when it is the only one", { clientId: "c0ffee" }, undefined],
  ])("finds its client id: %s", (_, ping, expected) => {
    expect(decodeOne({ type: "crash", ping }).row.client_id).toBe(expected);
  });

  it.each<[JsonObject, string | undefined]>([
    [{ version: 5, v: 1 }, "5"],
    [{ version: "x1" }, "x1"],
    [{ version: { a: 1 }, v: 2 }, "2"],
    [{ version: null, v: 2 }, "2"],
    [{}, undefined],
  ])("has the version its payload says: %j", (ping, expected) => {
    expect(decodeOne({ type: "crash", ping }).row.document_version).toBe(expected);
  });

  it("keeps a text no Unicode allows, made valid", () => {
    const ping = Buffer.from(
      JSON.stringify(mobileEventPingSample()).replace('"en-US"', String.raw`"a\ud800b\\ud800"`),
    );
    expect(decodeOne({ ...mobile, ping }).row.locale).toBe(String.raw`a�b\ud800`);
  });
});

describe("a malformed event of a main ping", () => {
  const events = [[1, "c", "m", "o"], ["malformed"], 5];
  const ping = withValue(mainPingSample(), ["payload", "processes", "parent", "events"], events);

  it("is a row of its own; the ping is kept", () => {
    const [kept, ...refused] = decode({ ping });
    expect(kept?.table).toBe("main");
    expect(listEvents(kept?.row.events)).toMatchObject([{ category: "c" }, { category: "addon" }]);
    expect(
      refused.map(({ table, row }) => [table, row.error_type, row.payload, row.malformed_events]),
    ).toEqual([
      ["refusal", "MalformedEvent", '["malformed"]', 1],
      ["refusal", "MalformedEvent", "5", 1],
    ]);
  });

  it("shares a row past a hundred, which says how many", () => {
    const many = withValue(
      ping,
      ["payload", "processes", "parent", "events"],
      Array.from({ length: 5000 }, () => 1),
    );
    const refused = decode({ ping: many }).slice(1);
    expect(refused).toHaveLength(101);
    expect(refused.at(-1)?.row).toMatchObject({ malformed_events: 4900 });
  });

  it("of an event ping's unknown process is dropped the same way", () => {
    const sent = withValue(eventPingSample(), ["payload", "events", "utility"], [[1], [2, "c", "m", "o"]]);
    const [kept, refused] = decode({ type: "event", ping: sent });
    expect(listEvents(kept?.row.events)).toHaveLength(3);
    expect(refused?.row.error_message).toBe("payload.events.utility[0]: expected 4 to 6 items");
  });
});

describe("a refused message", () => {
  const bad = (type: string, path: string, value: unknown): LandedPing => ({
    type,
    ping: withValue(type === "event" ? eventPingSample() : mainPingSample(), path.split("."), value as never),
  });

  it.each<[string, string, LandedPing]>([
    ["ParseUri", "UnexpectedPathElements", { uri: "/submit/telemetry/main/Firefox", ping: {} }],
    ["ParseUri", "InvalidUri", { documentId: "..%2F..%2Fetc", ping: {} }],
    ["Decompress", "PayloadTooLarge", { ping: gzipSync(Buffer.alloc(9 * 1024 * 1024, " ")) }],
    ["ParsePayload", "InvalidUtf8", { ping: Buffer.from([0x7b, 0xff, 0x7d]) }],
    ["ParsePayload", "InvalidJson", { ping: Buffer.from('{"a":') }],
    ["ParsePayload", "InvalidJson", { ping: Buffer.alloc(0) }],
    ["ParsePayload", "NotAnObject", { ping: Buffer.from("[1]") }],
    ["ParsePayload", "NotAnObject", { ping: Buffer.from("null") }],
    ["ParsePayload", "NotAnObject", { ping: Buffer.from("[".repeat(500_000) + "]".repeat(500_000)) }],
    ["ParsePayload", "SchemaValidation", bad("main", "application.vendor", null)],
    ["ParsePayload", "SchemaValidation", bad("main", "version", 5)],
    ["ParsePayload", "SchemaValidation", bad("main", "type", "first-shutdown")],
    ["ParsePayload", "SchemaValidation", bad("event", "payload.events.parent", [[1]])],
    ["ParsePayload", "SchemaValidation", bad("first-shutdown", "type", "main")],
    ["ParsePayload", "MissingClientId", bad("event", "clientId", undefined)],
    ["ParsePayload", "UnwantedData", bad("main", "clientId", "c0ffeec0-ffee-c0ff-eec0-ffeec0ffeec0")],
    ...["Ordissimo", "adloops", "agendissimo", "ZeroWeb", "CoreApp"].map(
      (app): [string, string, LandedPing] => [
        "ParsePayload",
        "UnwantedData",
        { app, ping: mainPingSample() },
      ],
    ),
    ["ParsePayload", "UnwantedData", { app: "Ordissimo", type: "event", ping: eventPingSample() }],
    ["ParsePayload", "UnwantedData", { app: "FirefoxOS", type: "ftu", ping: {} }],
    ["ParsePayload", "UnwantedData", { type: "saved-session", ping: {} }],
    ["ParsePayload", "UnwantedData", { type: "pioneer-study", ping: {} }],
    ["ParsePayload", "UnwantedData", { type: "frecency-update", ping: {} }],
    ["ParsePayload", "UnwantedData", { type: "modules", ping: {} }],
    [
      "ParsePayload",
      "Automation",
      { ping: mainPingSample(), attributes: { x_source_tags: "perf, automation" } },
    ],
    ["ParseLanding", "InvalidLandingRecord", { ping: {}, at: "yesterday" }],
  ])("by %s for %s is one row of the refusals", (step, fault, landed) => {
    const { table, row } = decodeOne(landed);
    expect([table, row.error_type, row.exception_class]).toEqual(["refusal", step, fault]);
  });

  it("keeps its payload as text and its place, and no address", () => {
    const { row, line } = decodeOne({ type: "event", ping: { clientId: CLIENT_ID } });
    expect(row).toMatchObject({
      document_id: DOCUMENT_ID,
      document_type: "event",
      submission_date: "20261124",
      payload: `{"clientId":"${CLIENT_ID}"}`,
      payload_encoding: "text",
    });
    expect(line).not.toContain("192.0.2.77");
  });

  it("keeps what is no text in base64, and a bomb as small as it came", () => {
    expect(decodeOne({ ping: Buffer.from([0xff]) }).row).toMatchObject({
      payload: "/w==",
      payload_encoding: "base64",
    });
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, " "));
    const { row } = decodeOne({ ping: bomb });
    expect(row).toMatchObject({ payload_encoding: "base64", payload: bomb.toString("base64") });
  });

  it("says why in at most 1024 bytes", () => {
    const { row } = decodeOne({ ping: withValue(mainPingSample(), ["application", "ü".repeat(5000)], 1) });
    const message = String(row.error_message);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(1024);
    expect(message.endsWith("...")).toBe(true);
  });

  it("is what a ping becomes whose row nobody could read", () => {
    const event = [0, "", "", ""];
    const ping = withValue(
      mainPingSample(),
      ["payload", "processes", "parent", "events"],
      Array(500_000).fill(event),
    );
    expect(decodeOne({ ping }).row).toMatchObject({ exception_class: "PayloadTooLarge" });
  });
});

describe("scrubbing", () => {
  const withAccount = {
    ...mobileEventPingSample(),
    events: [[1, "c", "m", "o", null, { fxauid: "secret", k: "v" }]],
  };

  it.each([
    ["1.6.9", "null"],
    ["1.7.0", "null"],
    ["1.7.1", "secret"],
    ["2.0", "secret"],
  ])("redacts account ids of Lockbox until 1.7.0: %s", (appVersion, expected) => {
    const { row } = decodeOne({ ...mobile, app: "Lockbox", appVersion, ping: withAccount });
    expect(listEvents(row.events)).toMatchObject([{ extra: { fxauid: expected, k: "v" } }]);
  });

  it.each([
    ["41.0", false],
    ["41.9", false],
    ["42.0", true],
  ])("drops slow SQL of Firefox until 41: %s keeps it: %s", (appVersion, kept) => {
    const ping = {
      ...withValue(mainPingSample(), ["payload", "slowSQL"], { mainThread: {} }),
      type: "first-shutdown",
    };
    const { row } = decodeOne({ type: "first-shutdown", appVersion, ping });
    expect(String(row.payload).includes("slowSQL")).toBe(kept);
  });
});
