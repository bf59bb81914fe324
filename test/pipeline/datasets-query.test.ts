import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { runCommand } from "../support/datasets-process.ts";
import { landedRecord } from "../support/landed-record.ts";
import { landRecords } from "../support/landing-folder.ts";
import { mainPingSample, mobileEventPingSample, withValue } from "../support/ping-samples.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

const folder = useSuiteFolder();
const data = () => join(folder(), "out");

beforeAll(async () => {
  const events = [
    [1, "c", "m", "o", 'a "quoted", value', { branch: "x" }],
    [2, "c", "m", "\u001b[31mred\r\n"],
  ];
  await landRecords(join(folder(), "landing"), [
    landedRecord({ ping: withValue(mainPingSample(), ["payload", "processes", "parent", "events"], events) }),
    landedRecord({ type: "mobile-event", app: "Fennec", ping: mobileEventPingSample() }),
  ]);
  await runDatasets({ landing: join(folder(), "landing"), out: data() });
});

const query = (sql: string, ...flags: string[]) => runCommand("query", "--data", data(), ...flags, sql);

describe("event-telemetry query", () => {
  it("prints a table, in which no event can move the cursor", async () => {
    const { code, output } = await query("SELECT event_object FROM events WHERE event_timestamp = 2");
    expect(code).toBe(0);
    expect(output).toContain("\\u001b[31mred\\u000d\\u000a");
    expect(output).not.toContain("\u001b");
  });

  it("prints JSON, maps and structs as objects, 64-bit numbers without loss", async () => {
    const { output } = await query(
      "SELECT event_map_values, event_map_values['branch'] AS branch, event_timestamp, timestamp, submission_date_s3 " +
        "FROM events WHERE event_timestamp = 1",
      "--format",
      "json",
    );
    expect(JSON.parse(output)).toEqual([
      {
        event_map_values: { branch: "x", telemetry_process: "parent" },
        branch: "x",
        event_timestamp: 1,
        timestamp: "1795485600123456000",
        submission_date_s3: "20261124",
      },
    ]);
  });

  it("prints CSV, quoted where needed", async () => {
    const { output } = await query(
      "SELECT event_string_value, 1 AS one, NULL AS nothing FROM events WHERE event_timestamp = 1",
      "--format",
      "csv",
    );
    expect(output).toBe('event_string_value,one,nothing\r\n"a ""quoted"", value",1,\r\n');
  });

  it("shows the mobile datasets in snake case", async () => {
    const { output } = await query(
      "SELECT client_id, metadata.geo_country AS country FROM telemetry_mobile_event_parquet",
      "--format",
      "csv",
    );
    expect(output).toBe(`client_id,country\r\n${mobileEventPingSample().clientId},??\r\n`);
  });

  it("answers a question about a dataset without rows", async () => {
    expect(
      (await query("SELECT count(*) AS n, max(error_type) AS t FROM errors", "--format", "csv")).output,
    ).toBe("n,t\r\n0,\r\n");
    expect(
      (await query("SELECT client_id, seq FROM focus_events_longitudinal", "--format", "json")).output,
    ).toBe("[]\n");
  });

  it("names the datasets there are when one is asked for that is not", async () => {
    const { code, errors, output } = await query("SELECT * FROM eventz");
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(
      "there is no dataset eventz; there are: events, main_summary, telemetry_mobile_event_parquet",
    );
  });

  it("says what is wrong with a query, without a stack", async () => {
    const { code, errors } = await query("SELECT nothing FROM events");
    expect(code).toBe(2);
    expect(errors).toMatch(/^error: .*Referenced column "nothing" not found/);
    expect(errors).not.toContain("    at ");
  });

  it("says when there is nothing to query", async () => {
    const empty = join(folder(), "empty");
    await mkdir(empty);
    expect((await runCommand("query", "--data", empty, "SELECT 1")).errors).toContain(
      "there are no datasets in",
    );
    expect((await runCommand("query", "--data", join(folder(), "gone"), "SELECT 1")).errors).toContain(
      "no such file or directory",
    );
  });
});

describe("event-telemetry datasets", () => {
  it("tells what was read, written and refused", async () => {
    const { code, output, errors } = await runCommand(
      "datasets",
      "--landing",
      join(folder(), "landing"),
      "--out",
      join(folder(), "again"),
    );
    expect(code, errors).toBe(0);
    expect(output).toMatch(/^read 2 records \(0\.0 MB\) of 1 day, 20261124, in /);
    expect(output).toMatch(/^ +3 {2}events$/m);
    expect(output).toContain("nothing was refused");
  });

  it.each([
    [["--date", "20261199"], "expected a day as YYYYMMDD"],
    [["--date", "20261123"], "no landing files in"],
    [["--engine", "hive"], "Allowed choices are duckdb, spark"],
    [["--geo", "nowhere.mmdb"], "no such file or directory"],
  ])("refuses %j and says why", async (flags, reason) => {
    const { code, errors } = await runCommand(
      "datasets",
      "--landing",
      join(folder(), "landing"),
      "--out",
      data(),
      ...flags,
    );
    expect(code, errors).toBe(2);
    expect(errors).toContain(reason);
  });
});
