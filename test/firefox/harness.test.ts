import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sentPing } from "../support/add-on.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import { launchFirefox } from "../support/firefox.ts";
import { reportOnFailure, useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const PROBE = resolve("test/support/probe-extension");
const PROBE_ID = "probe@event-telemetry.test";
const PROBE_UUID = "7b6a2d3e-0f4b-4c61-9a52-2f6d6c1f0a11";
const PNG_SIGNATURE = "89504e470d0a1a0a";

/** Asks Firefox itself for a main ping now, as its midnight timer would. */
const SEND_DAILY_PING = `
  const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
  const { TelemetryController } = ChromeUtils.importESModule("resource://gre/modules/TelemetryController.sys.mjs");
  await TelemetryController.promiseInitialized();
  return await TelemetrySession.sendDailyPing();`;

/** Processes of a group that still run, zombies aside. */
async function processesInGroup(group: number): Promise<string[]> {
  const stats = await Promise.all(
    (await readdir("/proc"))
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")),
  );
  return stats.filter((stat) => {
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(processGroup) === group && state !== "Z";
  });
}

describe("a Firefox under the harness", () => {
  const firefox = useFirefox(() => ({ uuids: { [PROBE_ID]: PROBE_UUID } }));

  it("runs privileged functions and texts with arguments and gives their JSON values back", async () => {
    const version = await firefox().chrome(({ Services }) => Services.appinfo.version);
    expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(140);
    const echoed = await firefox().chrome<unknown>("return { all: args, none: undefined };", "ä", 1.5, [
      { deep: null },
    ]);
    expect(echoed).toEqual({ all: ["ä", 1.5, [{ deep: null }]] });
  });

  it("throws what a privileged script threw, with the remote message and stack", async () => {
    const failing = firefox().chrome(() => {
      throw new RangeError("on the far side");
    });
    await expect(failing).rejects.toMatchObject({
      message: "on the far side",
      remoteName: "RangeError",
      stack: expect.stringContaining("in Firefox, RangeError"),
    });
  });

  it("names what it waited for, and why the last look failed, when a condition never comes", async () => {
    const never = () => {
      throw new Error("not there");
    };
    await expect(waitFor(never, { what: "godot", timeout: 20, interval: 5 })).rejects.toMatchObject({
      message: expect.stringContaining("godot"),
      cause: expect.objectContaining({ message: "not there" }),
    });
  });

  describe("with an add-on", () => {
    beforeAll(async () => {
      expect(await firefox().installAddon(PROBE)).toBe(PROBE_ID);
    });

    it("gives the add-on the origin that was asked for", async () => {
      expect(await firefox().extensionUrl(PROBE_ID, "popup.html")).toBe(
        `moz-extension://${PROBE_UUID}/popup.html`,
      );
    });

    it("opens an add-on's page in a tab and runs a script there with the add-on's own API", async () => {
      const page = await firefox().navigate(`moz-extension://${PROBE_UUID}/popup.html`);
      expect(await page.run(({ browser }) => browser.runtime.id)).toBe(PROBE_ID);
      expect(await firefox().content(({ document }, more: string) => document.title + more, "!")).toBe(
        "Probe popup!",
      );
      await firefox().navigate("about:blank");
    });

    it("opens the popup by its real toolbar button, acts in it, draws it, and closes it", async () => {
      const popup = await firefox().openPopup(PROBE_ID);
      const text = await popup.waitFor(({ document }) => document.getElementById("count")?.textContent, {
        what: "the popup to hear from its background page",
      });
      expect(text).toMatch(/^opened \d+$/);
      expect(await popup.run(({ window }) => window.innerWidth)).toBe(300);

      await popup.run(({ document }) => document.getElementById("greet")?.click());
      expect(await popup.run(({ document }) => document.getElementById("count")?.textContent)).toBe("hello");

      const png = await popup.screenshot();
      expect(png.subarray(0, 8).toString("hex")).toBe(PNG_SIGNATURE);
      expect(png.readUInt32BE(16)).toBe(300);

      await popup.close();
      await expect(popup.run(({ document }) => document.title)).rejects.toThrow("the page is gone");
    });

    it("opens the popup a second time", async () => {
      const popup = await firefox().openPopup(PROBE_ID);
      expect(await popup.run(({ document }) => document.title)).toBe("Probe popup");
      await popup.close();
    });

    it("reaches the background page; its errors are in the console with their level, its log lines in the log", async () => {
      const background = await firefox().backgroundPage(PROBE_ID);
      await background.run("console.info('said in the background'); setTimeout(() => missing.thing, 0);");
      const error = await waitFor(
        async () => (await firefox().console()).find(({ text }) => text.includes("missing is not defined")),
        { what: "the error in the Browser Console" },
      );
      expect(error.level).toBe("error");
      await waitFor(async () => (await firefox().log()).includes("said in the background"), {
        what: "the line in Firefox's output",
      });
    });

    it("keeps what privileged code logs, with its level", async () => {
      await firefox().chrome("console.warn('a warning', { detail: 7 });");
      expect(await firefox().console()).toContainEqual(
        expect.objectContaining({ level: "warning", text: 'a warning {"detail":7}' }),
      );
    });

    it("draws the whole window", async () => {
      const png = await firefox().screenshot();
      expect(png.subarray(0, 8).toString("hex")).toBe(PNG_SIGNATURE);
    });

    it("uninstalls the add-on", async () => {
      await firefox().uninstallAddon(PROBE_ID);
      expect(
        await firefox().chrome<boolean>("return WebExtensionPolicy.getByID(args[0]) === null;", PROBE_ID),
      ).toBe(true);
    });
  });
});

describe("a capture server", () => {
  let capture: Capture;
  beforeAll(async () => {
    capture = await startCapture();
  });
  afterAll(() => capture.close());

  it("keeps the pings that Firefox sends, and after a clean end the next start brings the session's last one", async () => {
    const first = await launchFirefox({ telemetryServer: capture.url });
    reportOnFailure(first);
    const id = await first.chrome<string>(SEND_DAILY_PING);
    const daily = await sentPing(first, capture, { type: "main", reason: "daily" });
    expect(daily).toMatchObject({ status: 200, body: { id, clientId: expect.any(String) } });
    expect(daily.headers["content-encoding"]).toBe("gzip");
    expect(await first.quit({ keepProfile: true })).toBe(0);
    expect(existsSync(first.profile)).toBe(true);

    const second = await launchFirefox({ telemetryServer: capture.url, profile: first.profile });
    reportOnFailure(second);
    const shutdown = await sentPing(second, capture, { type: "main", reason: "shutdown" });
    expect(shutdown.body.clientId).toBe(daily.body.clientId);
    await second.kill();
  });

  it("answers with the status it was told to, and Firefox keeps a refused ping for later", async () => {
    capture.status = 503;
    const firefox = await launchFirefox({ telemetryServer: capture.url });
    reportOnFailure(firefox);
    const id = await firefox.chrome<string>(SEND_DAILY_PING);
    const refused = await sentPing(firefox, capture, { where: ({ body }) => body.id === id });
    expect(refused.status).toBe(503);
    const pending = await waitFor(
      async () => (await readdir(`${firefox.profile}/saved-telemetry-pings`)).includes(id),
      { what: "the refused ping among the pending ones" },
    );
    expect(pending).toBe(true);
    await firefox.kill();
  });
});

describe("the end of a Firefox", () => {
  it("kill takes the whole process tree and the profile with it", async () => {
    const firefox = await launchFirefox();
    reportOnFailure(firefox);
    await firefox.navigate("data:text/html,<!doctype html><title>a content process</title>");
    expect((await processesInGroup(firefox.pid)).length).toBeGreaterThan(1);
    await firefox.kill();
    await waitFor(async () => (await processesInGroup(firefox.pid)).length === 0, {
      what: "every process of the killed Firefox to be gone",
    });
    expect(existsSync(firefox.profile)).toBe(false);
  });
});
