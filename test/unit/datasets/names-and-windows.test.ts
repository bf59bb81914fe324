import { describe, expect, it } from "vitest";
import { parseSubmissionDate } from "../../../src/cli/parse-submission-date.ts";
import { startWindow } from "../../../src/pipeline/datasets/longitudinal.ts";
import { toSnakeCase } from "../../../src/pipeline/datasets/snake-case.ts";

describe("the window of the longitudinal", () => {
  it.each([
    ["20261124", "20260524"],
    ["20260101", "20250701"],
    ["20260831", "20260228"],
    ["20240831", "20240229"],
    ["20260531", "20251130"],
    ["20260630", "20251230"],
  ])("that ends on %s begins on %s", (to, from) => {
    expect(startWindow(to)).toBe(from);
  });
});

describe("a column's name in SQL", () => {
  it.each([
    ["clientId", "client_id"],
    ["processStartTimestamp", "process_start_timestamp"],
    ["Timestamp", "timestamp"],
    ["osversion", "osversion"],
    ["submission_date_s3", "submission_date_s3"],
    ["user_pref_network_trr_mode", "user_pref_network_trr_mode"],
  ])("of %s is %s", (name, expected) => {
    expect(toSnakeCase(name)).toBe(expected);
  });
});

describe("a submission date on the command line", () => {
  it("is a day that exists", () => {
    expect(parseSubmissionDate("20240229")).toBe("20240229");
  });

  it.each(["20260229", "20261301", "2026-11-24", "today", "", "202611241"])("is not %j", (text) => {
    expect(() => parseSubmissionDate(text)).toThrow("expected a day as YYYYMMDD");
  });
});
