import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { type DocumentedColumn, readDocumentedDatasets } from "../support/documented-columns.ts";
import { type LandedPing, landedRecord } from "../support/landed-record.ts";
import { landRecords } from "../support/landing-folder.ts";
import { type Json, mainPingSample, withValue } from "../support/ping-samples.ts";
import { queryDatasets } from "../support/read-datasets.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

/** What is put into a ping, and what the column then has. */
interface Placed {
  readonly path: readonly string[];
  readonly sent: Json;
  readonly expected: unknown;
}

const TRUE_ALREADY = ["environment.settings.update.enabled", "environment.settings.telemetryEnabled"];

/** A value of a type that no other column of the base ping has. */
function chooseValue(type: string, path: string): Json {
  if (path === "creationDate") return "2026-11-24T00:30:00.000Z";
  if (path.includes(".hdd.")) return "SSD";
  if (type === "boolean") return !TRUE_ALREADY.includes(path);
  if (type === "long" || type === "int") return 77;
  if (type === "array<string>") return ["one", "two"];
  return /version$/i.test(path) && !path.includes("system") ? "99.0" : "20990101000000";
}

/** Reads where docs/datasets.md says a column comes from; null for what it says in other words. */
function placeColumn({ type, from }: DocumentedColumn): Placed | null {
  const at = (path: readonly string[], sent: Json, expected: unknown = sent): Placed => ({
    path,
    sent,
    expected,
  });
  const measured = /^(?<how>sum|mean|highest bucket hit)? ?(?:of )?histogram `(?<name>\w+)`/.exec(
    from,
  )?.groups;
  if (measured !== undefined) {
    const path = ["payload", "histograms", measured.name ?? ""];
    if (measured.how === "sum") return at(path, { sum: 77, values: {} }, 77);
    if (measured.how === "mean") return at(path, { sum: 155, values: { 1: 2 } }, 77);
    if (measured.how === "highest bucket hit") return at(path, { values: { 1: 3, 77: 1, 78: 0 } }, 77);
    return at(path, { values: { 0: 1, 1: 1 } }, true);
  }
  const keyed = /^sum of keyed histogram `(\w+)`, key `([\w-]+)`/.exec(from);
  if (keyed !== null) {
    return at(["payload", "keyedHistograms", keyed[1] ?? "", keyed[2] ?? ""], { sum: 77, values: {} }, 77);
  }
  const pref = /^preference `(.+?)`/.exec(from)?.[1];
  if (pref !== undefined) return at(["environment", "settings", "userPrefs", pref], chooseValue(type, pref));
  const scalar = /^scalar `(.+?)` of the parent process/.exec(from)?.[1];
  if (scalar !== undefined) return at(["payload", "processes", "parent", "scalars", scalar], 77);
  const path =
    /^`((?:environment|payload\.info|payload\.simpleMeasurements|application|creationDate)[\w.]*)`$/.exec(
      from,
    )?.[1];
  return path === undefined ? null : at(path.split("."), chooseValue(type, path));
}

/** Columns that docs/datasets.md describes in words: a ping each, and what it makes of it. */
const DESCRIBED: Record<string, [landed: Partial<LandedPing>, expected: unknown]> = {
  document_id: [
    { documentId: "A0000000-0000-4000-8000-000000000001" },
    "a0000000-0000-4000-8000-000000000001",
  ],
  client_id: [
    { ping: { ...mainPingSample(), clientId: "90210716-99F8-0A4F-8119-9BFC16CD68A3" } },
    "90210716-99f8-0a4f-8119-9bfc16cd68a3",
  ],
  channel: [{ channel: "nightly-cck-mint" }, "nightly-cck-mint"],
  normalized_channel: [{ channel: "nightly-cck-mint" }, "nightly"],
  normalized_os_version: [place(["environment", "system", "os", "version"], "10.10.3.4.1"), "10.10.3"],
  submission_date: [{ at: "2026-11-25T02:00:00.123456Z" }, "20261125"],
  timestamp: [{ at: "2026-11-24T02:00:00.123457Z" }, 1795485600123457000n],
  client_submission_date: [
    { attributes: { date: "Tue, 24 Nov 2026 01:00:00 GMT" } },
    "Tue, 24 Nov 2026 01:00:00 GMT",
  ],
  client_clock_skew: [{ attributes: { date: "Tue, 24 Nov 2026 01:00:00 GMT" } }, 3600],
  client_submission_latency: [place(["creationDate"], "2026-11-24T01:00:00.000Z"), 3600],
  attribution: [
    place(["environment", "settings", "attribution"], { source: "s", campaign: "c" }),
    { source: "s", medium: null, campaign: "c", content: null },
  ],
  active_addons_count: [place(["environment", "addons"], { activeAddons: { a: {}, b: {} } }), 2],
  active_addons: [
    place(["environment", "addons"], { activeAddons: { "a@b": { version: "1", userDisabled: false } } }),
    [expect.objectContaining({ addon_id: "a@b", version: "1", user_disabled: false, name: null })],
  ],
  disabled_addons_ids: [place(["payload", "addonDetails"], { XPI: { "a@b": {} } }), ["a@b"]],
  active_theme: [
    place(["environment", "addons"], { theme: { name: "dark" } }),
    expect.objectContaining({ addon_id: "MISSING", name: "dark" }),
  ],
  search_counts: [
    place(["payload", "keyedHistograms"], { SEARCH_COUNTS: { "ddg.urlbar": { sum: 7 } } }),
    [{ engine: "ddg", source: "urlbar", count: "7" }],
  ],
  experiments: [place(["environment", "experiments"], { x: { branch: "b" } }), [{ key: "x", value: "b" }]],
  experiments_details: [
    place(["environment", "experiments"], { x: { branch: "b", type: "t" } }),
    [
      {
        key: "x",
        value: [
          { key: "branch", value: "b" },
          { key: "type", value: "t" },
          { key: "enrollment_id", value: null },
        ],
      },
    ],
  ],
  events: [place(["payload", "processes", "dynamic", "events"], [["malformed"]]), [expect.anything()]],
  ...Object.fromEntries(
    ["parent", "content", "gpu", "dynamic"].map((process) => {
      const scalar = process === "dynamic" ? "telemetry.dynamic_event_counts" : "telemetry.event_counts";
      const path = ["payload", "processes", process, "keyedScalars"];
      return [
        `scalar_${process}_${scalar.replace(".", "_")}`,
        [place(path, { [scalar]: { "c#m#o": 7 } }), [{ key: "c#m#o", value: 7 }]],
      ];
    }),
  ),
};

/** Told by the geo database; test/unit/decode/geo.test.ts and the rules of `events` have them. */
const BY_PLACE = ["country", "city", "geo_subdivision1", "geo_subdivision2"];

/** Columns that may change with another one, because they come from the same field. */
const TOGETHER: Record<string, string[]> = {
  os_version: ["normalized_os_version"],
  creation_date: ["client_submission_latency"],
  client_submission_date: ["client_clock_skew"],
};

function place(path: readonly string[], value: Json): Partial<LandedPing> {
  return { ping: withValue(mainPingSample(), path, value) };
}

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const folder = useSuiteFolder();
const columns = (await readDocumentedDatasets()).main_summary?.columns ?? [];
const placed = columns.flatMap((column) => {
  const found = placeColumn(column);
  return found === null ? [] : [{ column: column.name, ...found }];
});
let rows: Record<string, Record<string, unknown>>;

beforeAll(async () => {
  const records = [
    landedRecord({ documentId: id(0), ping: mainPingSample() }),
    ...placed.map(({ path, sent }, i) =>
      landedRecord({ documentId: id(i + 1), ping: withValue(mainPingSample(), path, sent) }),
    ),
    ...Object.values(DESCRIBED).map(([landed], i) =>
      landedRecord({ documentId: id(1000 + i), ping: mainPingSample(), ...landed }),
    ),
  ];
  const [landing, out] = [join(folder(), "landing"), join(folder(), "out")];
  await landRecords(landing, records);
  await runDatasets({ landing, out });
  expect(
    await queryDatasets(out, "SELECT error_message FROM errors WHERE error_type <> 'MalformedEvent'"),
  ).toEqual([]);
  const found = await queryDatasets(out, "SELECT * FROM main_summary");
  rows = Object.fromEntries(found.map((row) => [String(row.document_id), row]));
});

describe("main_summary", () => {
  it("has every documented column tested here", () => {
    const tested = [...placed.map(({ column }) => column), ...Object.keys(DESCRIBED), ...BY_PLACE];
    expect(tested.sort()).toEqual(columns.map(({ name }) => name).sort());
  });

  it.each(placed.map(({ column, path, expected }, i) => [column, path.join("."), expected, i + 1] as const))(
    "has in %s what a ping has at %s, and in no other column",
    (column, _, expected, n) => {
      const [base, row] = [rows[id(0)], rows[id(n)]];
      const changed = Object.keys(row ?? {}).filter(
        (name) =>
          name !== "document_id" &&
          !TOGETHER[column]?.includes(name) &&
          JSON.stringify(row?.[name]) !== JSON.stringify(base?.[name]),
      );
      expect(changed).toEqual([column]);
      // 64 bits come as text.
      expect(typeof expected === "number" ? Number(row?.[column]) : row?.[column]).toEqual(expected);
    },
  );

  it.each(Object.entries(DESCRIBED).map(([column, [, expected]], i) => [column, expected, i] as const))(
    "has in %s what docs/datasets.md says",
    (column, expected, i) => {
      const row = rows[column === "document_id" ? String(expected) : id(1000 + i)];
      const value = row?.[column];
      if (typeof expected === "bigint") expect(BigInt(String(value))).toBe(expected);
      else expect(typeof expected === "number" ? Number(value) : value).toEqual(expected);
    },
  );
});
