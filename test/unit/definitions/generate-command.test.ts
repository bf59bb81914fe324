import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { generateCommand } from "../../../src/cli/generate.ts";

const GOOD = `panel:
  open:
    objects: [toolbar]
    description: The panel was opened.
    bug_numbers: [1]
    notification_emails: [a@example.org]
    record_in_processes: [main]
    products: [firefox]
    expiry_version: never
`;

describe("event-telemetry generate", () => {
  let folder = "";
  let errors = "";
  const at = (name: string) => join(folder, name);
  const run = (...args: string[]) =>
    generateCommand()
      .exitOverride()
      .configureOutput({
        writeErr: (text) => {
          errors += text;
        },
      })
      .parseAsync(args, { from: "user" });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "generate-"));
    errors = "";
    vi.spyOn(console, "log").mockImplementation(() => {});
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    vi.restoreAllMocks();
  });

  test("writes the module and, when asked, the reference, and says what it wrote", async () => {
    writeFileSync(at("Events.yaml"), GOOD);
    await run(at("Events.yaml"), "--out", at("telemetry.ts"), "--docs", at("events.md"));
    expect(readFileSync(at("telemetry.ts"), "utf8")).toContain("export function recordPanelOpen");
    expect(readFileSync(at("events.md"), "utf8")).toContain("### `panel` › `open`");
    expect(console.log).toHaveBeenCalledWith(`Wrote ${at("telemetry.ts")}: 1 events in 1 categories`);
  });

  test("of a bad file exits with each problem's place and leaves the module as it was", async () => {
    writeFileSync(at("Events.yaml"), GOOD.replace("toolbar", "tool-bar").replace("[1]", "[]"));
    writeFileSync(at("telemetry.ts"), "as before");
    await expect(run(at("Events.yaml"), "--out", at("telemetry.ts"))).rejects.toMatchObject({ exitCode: 1 });
    expect(errors.trimEnd().split("\n")).toEqual([
      expect.stringContaining(`${at("Events.yaml")}:3:15: panel.open.objects[0]: `),
      expect.stringContaining(`${at("Events.yaml")}:5:18: panel.open.bug_numbers: `),
      "2 problems; nothing was written",
    ]);
    expect(readFileSync(at("telemetry.ts"), "utf8")).toBe("as before");
    expect(readdirSync(folder).sort()).toEqual(["Events.yaml", "telemetry.ts"]);
  });

  test("of a missing file exits with the system's sentence and no stack", async () => {
    await expect(run(at("none.yaml"), "--out", at("telemetry.ts"))).rejects.toMatchObject({ exitCode: 1 });
    expect(errors).toMatch(/^ENOENT: no such file or directory, open '.*none\.yaml'\n$/);
  });
});
