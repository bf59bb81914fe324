import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findFirefox } from "../../../scripts/find-firefox.mjs";

describe("findFirefox", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "event-telemetry-path-"));
    vi.stubEnv("FIREFOX", "");
    vi.stubEnv("PATH", folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  function addProgram(name: string, mode = 0o755): string {
    const path = join(folder, name);
    writeFileSync(path, "");
    chmodSync(path, mode);
    return path;
  }

  it("takes what FIREFOX names before anything on the PATH", () => {
    addProgram("firefox-esr");
    const asked = addProgram("my-own-firefox");
    vi.stubEnv("FIREFOX", asked);
    expect(findFirefox()).toBe(asked);
  });

  it("refuses a FIREFOX that cannot be run, and names it", () => {
    const notAProgram = addProgram("read-me", 0o644);
    vi.stubEnv("FIREFOX", notAProgram);
    expect(() => findFirefox()).toThrow(notAProgram);
  });

  it("prefers builds that take unsigned experiments to a plain firefox", () => {
    addProgram("firefox");
    expect(findFirefox()).toBe(join(folder, "firefox"));
    const nightly = addProgram("firefox-nightly");
    expect(findFirefox()).toBe(nightly);
    const esr = addProgram("firefox-esr");
    expect(findFirefox()).toBe(esr);
  });

  it("passes over what is on the PATH but cannot be run", () => {
    addProgram("firefox-esr", 0o644);
    const nightly = addProgram("firefox-nightly");
    expect(findFirefox()).toBe(nightly);
  });
});
