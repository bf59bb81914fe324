import { appendFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import type { RunSummary } from "../../src/pipeline/datasets/run-summary.ts";
import { landedRecord } from "../support/landed-record.ts";
import { landRecords } from "../support/landing-folder.ts";
import {
  eventPingSample,
  focusEventPingSample,
  type Json,
  type JsonObject,
  mainPingSample,
  mobileEventPingSample,
  withValue,
} from "../support/ping-samples.ts";
import { queryDatasets } from "../support/read-datasets.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

const folder = useSuiteFolder();
const landing = () => join(folder(), "landing");
const out = () => join(folder(), "out");
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const client = (n: number) => `10000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

function mainPing(n: number, events: Record<string, Json>): JsonObject {
  const processes = Object.fromEntries(
    Object.entries({ parent: [], ...events }).map(([name, sent]) => [name, { scalars: {}, events: sent }]),
  );
  return withValue(
    { ...mainPingSample(), id: id(n), clientId: client(n) },
    ["payload", "processes"],
    processes as Json,
  );
}

const focusPing = (n: number, seq: number) => ({ ...focusEventPingSample(), clientId: client(n), seq });

const RECORDS = [
  // Four main pings, one of them without events, of two clients.
  landedRecord({
    documentId: id(1),
    ping: mainPing(1, { parent: [[1, "c", "m", "o"]], content: [[2, "c", "m", "o", "v", { k: 1 }]] }),
  }),
  landedRecord({
    documentId: id(2),
    ping: mainPing(1, { dynamic: [[3, "addon", "m", "o", null, { k: "x" }]], socket: [[-4, "c", "m", "o"]] }),
  }),
  landedRecord({
    documentId: id(3),
    ping: mainPing(2, { parent: [["malformed"], [5, "c", "m", "o"], [6, "c", "m", "o", null]] }),
  }),
  landedRecord({ documentId: id(4), ping: mainPing(2, {}) }),
  // The first session's ping comes twice, under another type: the same events must count once.
  landedRecord({
    documentId: id(5),
    type: "first-shutdown",
    ping: { ...mainPing(1, { parent: [[1, "c", "m", "o"]] }), type: "first-shutdown" },
  }),
  // Copies: the earliest of the day stays, whatever the order of landing; another type may have the same id.
  landedRecord({
    documentId: id(6),
    at: "2026-11-24T05:00:00.000002Z",
    type: "event",
    ping: { ...eventPingSample(), clientId: client(3) },
  }),
  landedRecord({
    documentId: id(6),
    at: "2026-11-24T05:00:00.000001Z",
    type: "event",
    ping: { ...eventPingSample(), clientId: client(4) },
  }),
  landedRecord({
    documentId: id(6),
    at: "2026-11-24T05:00:00.000003Z",
    type: "event",
    ping: { ...eventPingSample(), clientId: client(5) },
  }),
  landedRecord({ documentId: id(6), type: "mobile-event", app: "Fennec", ping: mobileEventPingSample() }),
  landedRecord({
    documentId: id(3),
    at: "2026-11-24T06:00:00.000000Z",
    ping: mainPing(2, { parent: [["malformed"]] }),
  }),
  // Late: made the day before, taken the day after.
  landedRecord({
    documentId: id(7),
    at: "2026-11-25T00:00:00.000000Z",
    ping: mainPing(6, { parent: [[7, "late", "m", "o"]] }),
  }),
  landedRecord({
    documentId: id(6),
    at: "2026-11-25T00:00:00.000000Z",
    type: "event",
    ping: eventPingSample(),
  }),
  // Refused, and kept without a dataset.
  landedRecord({ documentId: id(8), ping: Buffer.from("{") }),
  landedRecord({ uri: `/submit/org-mozilla-fenix/baseline/1/${id(9)}`, ping: { ping_info: { seq: 1 } } }),
  landedRecord({
    documentId: id(10),
    type: "mobile-event",
    app: "..%2F..%2Fetc",
    ping: { ...mobileEventPingSample(), os: "TempleOS" },
  }),
  landedRecord({ documentId: id(11), type: "focus-event", app: "Focus", ping: focusPing(7, 1) }),
  landedRecord({
    documentId: id(12),
    type: "focus-event",
    app: "Focus",
    ping: focusPing(7, 3),
    at: "2026-11-25T01:00:00.000000Z",
  }),
  landedRecord({
    documentId: id(13),
    type: "focus-event",
    app: "Klar",
    channel: "beta",
    ping: focusPing(7, 2),
  }),
];

let summary: RunSummary;

beforeAll(async () => {
  await landRecords(landing(), RECORDS);
  await appendFile(
    join(landing(), "20261124", "20261124T000000-test-000000.pings"),
    '{"submission_timestamp":"2026-11',
  );
  summary = await runDatasets({ landing: landing(), out: out() });
});

const query = (sql: string) => queryDatasets(out(), sql);

describe("main_summary", () => {
  it("has a row for each main ping once, and none of a first-shutdown", async () => {
    const rows = await query("SELECT document_id, submission_date_s3 AS date FROM main_summary ORDER BY ALL");
    expect(rows.map((row) => [row.document_id, row.date])).toEqual([
      [id(1), "20261124"],
      [id(2), "20261124"],
      [id(3), "20261124"],
      [id(4), "20261124"],
      [id(7), "20261125"],
    ]);
  });

  it("nests the events without their process, which is in the map", async () => {
    const [row] = await query(`SELECT events FROM main_summary WHERE document_id = '${id(1)}'`);
    const event = { category: "c", method: "m", object: "o" };
    expect(row?.events).toEqual([
      {
        ...event,
        timestamp: "1",
        string_value: null,
        map_values: [{ key: "telemetry_process", value: "parent" }],
      },
      {
        ...event,
        timestamp: "2",
        string_value: "v",
        map_values: [
          { key: "k", value: "1" },
          { key: "telemetry_process", value: "content" },
        ],
      },
    ]);
  });

  it("lies in a folder a sample id", async () => {
    const [row] = await query(`SELECT sample_id FROM main_summary WHERE client_id = '${client(1)}' LIMIT 1`);
    const folders = await readdir(join(out(), "main_summary/v4/submission_date_s3=20261124"));
    expect(folders).toContain(`sample_id=${row?.sample_id}`);
  });
});

describe("events", () => {
  it("has each event of each process of each main ping once, in its process", async () => {
    const rows = await query(
      "SELECT document_id, event_process AS process, event_timestamp AS at FROM events WHERE doc_type = 'main' ORDER BY ALL",
    );
    expect(rows.map((row) => [row.document_id, row.process, row.at])).toEqual([
      [id(1), "content", "2"],
      [id(1), "parent", "1"],
      [id(2), "dynamic", "3"],
      [id(2), "socket", "-4"],
      [id(3), "parent", "5"],
      [id(7), "parent", "7"],
    ]);
  });

  it("has the events of an event ping once, of its earliest copy of the day", async () => {
    const rows = await query(
      "SELECT DISTINCT submission_date_s3 AS date, client_id FROM events WHERE doc_type = 'event' ORDER BY ALL",
    );
    expect(rows).toEqual([
      { date: "20261124", client_id: client(4) },
      { date: "20261125", client_id: eventPingSample().clientId },
    ]);
  });

  it("tells session, time and source of an event", async () => {
    const [row, ...others] = await query(
      "SELECT * FROM events WHERE doc_type = 'event' AND event_process = 'dynamic' AND submission_date_s3 = '20261124'",
    );
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      document_id: id(6),
      session_id: "11111111-1111-4111-8111-111111111111",
      session_start_time: "1795480800000",
      timestamp: "1795496400000001000",
      event_timestamp: "4712",
      event_category: "addon",
      event_string_value: "x",
      event_map_values: null,
      experiments: [{ key: "pref-flip-1", value: "treatment" }],
      country: "??",
      submission_date_s3: "20261124",
    });
  });

  it("puts a late ping under the day it was taken", async () => {
    expect(
      await query("SELECT submission_date_s3 AS date FROM events WHERE event_category = 'late'"),
    ).toEqual([{ date: "20261125" }]);
  });
});

describe("the mobile datasets", () => {
  it("have a row for each ping, under a known application and system only", async () => {
    const rows = await query(
      "SELECT metadata.document_id AS id, app_name, os, len(events) AS events FROM telemetry_mobile_event_parquet ORDER BY 1",
    );
    expect(rows).toEqual([
      { id: id(6), app_name: "Fennec", os: "Android", events: "2" },
      { id: id(10), app_name: "Other", os: "Other", events: "2" },
    ]);
  });

  it("gather a client's focus pings of six months in one row, newest first", async () => {
    const rows = await query(
      "SELECT client_id, seq, channel, submission_date_s3, len(events) AS n FROM focus_events_longitudinal",
    );
    expect(rows).toEqual([
      {
        client_id: client(7),
        seq: ["3", "2", "1"],
        channel: ["release", "beta", "release"],
        submission_date_s3: ["20261125", "20261124", "20261124"],
        n: "3",
      },
    ]);
    expect(summary.longitudinal).toEqual({ place: "focus_events_longitudinal/v2026052520261125", rows: 1 });
  });
});

describe("errors", () => {
  it("has refused messages, later copies and each malformed event of a kept ping", async () => {
    const rows = await query(
      "SELECT error_type, document_id, document_type AS type, payload FROM errors WHERE submission_date_s3 = '20261124' ORDER BY ALL",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["Duplicate", id(3), "main", ""],
      ["Duplicate", id(6), "event", ""],
      ["Duplicate", id(6), "event", ""],
      ["MalformedEvent", id(3), "main", '["malformed"]'],
      ["MalformedEvent", id(3), "main", '[6,"c","m","o",null]'],
      ["ParsePayload", id(8), "main", "{"],
    ]);
  });

  it("and the documents kept are all that was read", () => {
    const [day] = summary.days;
    expect(day?.decoded).toMatchObject({ records: RECORDS.length - 3, torn: 1 });
    expect(day?.refused).toEqual({
      messages: { "Duplicate Duplicate": 3, "ParsePayload InvalidJson": 1 },
      malformedEvents: 2,
    });
  });
});

describe("other_pings", () => {
  it("has Glean's and unknown types, and first-shutdown, as they were sent", async () => {
    const rows = await query(
      "SELECT document_namespace AS ns, document_type AS type, payload FROM other_pings ORDER BY 2",
    );
    expect(rows.map(({ ns, type }) => `${ns}/${type}`)).toEqual([
      "org-mozilla-fenix/baseline",
      "telemetry/first-shutdown",
    ]);
    expect(rows[0]?.payload).toBe('{"ping_info":{"seq":1}}');
  });
});
