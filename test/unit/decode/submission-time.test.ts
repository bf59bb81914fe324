import { describe, expect, it } from "vitest";
import {
  measureClockSkew,
  measureSubmissionLatency,
  parseClientDate,
  readSubmissionTime,
} from "../../../src/pipeline/decode/submission-time.ts";

const server = readSubmissionTime("2026-11-24T02:00:00.123456Z");

describe("the submission time", () => {
  it("keeps microseconds and names the UTC day", () => {
    expect(server).toEqual({
      timestamp: "2026-11-24T02:00:00.123456Z",
      micros: 1795485600123456,
      date: "20261124",
    });
  });

  it.each([
    ["Tue, 24 Nov 2026 01:59:59 GMT", 1],
    ["Tue, 24 Nov 2026 02:00:00 GMT", 0],
    ["Tue, 24 Nov 2026 03:00:00 GMT", -3600],
    ["Tue, 24 Nov 2026 03:00:00 +0100", 0],
    ["yesterday", null],
    ["2026-11-24", null],
    ["Tue, 99 Nov 2026 03:00:00 GMT", null],
    ["", null],
    [undefined, null],
  ])("is ahead of the Date header %j by %j seconds", (date, expected) => {
    expect(measureClockSkew(server, date)).toBe(expected);
  });

  it.each([
    ["2026-11-24T01:59:58.123Z", 1],
    ["2026-11-24T02:00:00.999Z", 0],
    ["2026-11-24T02:00:01.999Z", -1],
    ["2026-11-23T02:00:00.000Z", 86400],
    ["2026-11-24T02:00:00.000+01:00", 3600],
    ["soon", null],
    [5, null],
    [undefined, null],
  ])("is behind the creation date %j by %j seconds", (created, expected) => {
    expect(measureSubmissionLatency(server, created)).toBe(expected);
  });
});

describe("a client's session start date", () => {
  it.each([
    ["2018-06-08T00:00:00.0+06:00", 1528394400000],
    ["2018-06-08T00:00:00.0-03:30", 1528428600000],
    ["2018-06-08T00:00:00.0Z", 1528416000000],
    ["2018-06-08", null],
    ["2018-06-08T25:00:00.0+00:00", null],
    [1528394400000, null],
    [undefined, null],
  ])("%j is %j", (text, expected) => {
    expect(parseClientDate(text)).toBe(expected);
  });
});
