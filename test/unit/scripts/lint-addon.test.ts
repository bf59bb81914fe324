import { describe, expect, it } from "vitest";
import { lintAddon } from "../../../scripts/lint-addon.ts";

interface Message {
  readonly code: string;
  readonly message: string;
  readonly file: string;
}

function lint(report: { errors?: Message[]; warnings?: Message[] }) {
  return lintAddon(() => ({
    output: `npm warns\n${JSON.stringify({ errors: [], warnings: [], ...report })}\n`,
  }));
}

describe("the lint of the built add-on", () => {
  const explained = { code: "UNSAFE_VAR_ASSIGNMENT", message: "innerHTML", file: "panel/panel.js" };

  it("passes with no findings, and with warnings that are explained", () => {
    expect(lint({})).toEqual({ passed: true, output: "" });
    expect(lint({ warnings: [explained] }).passed).toBe(true);
  });

  it("fails on the same warning in another file, and names code and file", () => {
    const elsewhere = { ...explained, file: "background/background.js" };
    expect(lint({ warnings: [elsewhere] })).toEqual({
      passed: false,
      output: "background/background.js: UNSAFE_VAR_ASSIGNMENT: innerHTML",
    });
  });

  it("fails on an error, explained as a warning or not", () => {
    expect(lint({ errors: [explained] }).passed).toBe(false);
  });

  it("fails when web-ext gave no report", () => {
    const broken = lintAddon(() => ({ output: "UsageError: no manifest" }));
    expect(broken).toMatchObject({ passed: false, output: expect.stringContaining("UsageError") });
  });
});
