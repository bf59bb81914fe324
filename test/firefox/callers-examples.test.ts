import { execFile, spawn } from "node:child_process";
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { installAddOn } from "../support/add-on.ts";
import { type PendingRecord, pendingRecords } from "../support/engine-records.ts";
import { trustTestServers } from "../support/https-server.ts";
import { useRestartableFirefox } from "../support/restartable-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

describe("the examples of other callers in a real Firefox", () => {
  const run = useRestartableFirefox();
  const firstEvent = (category: string): Promise<PendingRecord> =>
    waitFor(async () => (await pendingRecords(run().firefox, category))[0], {
      what: `an event of ${category}`,
    });

  it("client-extension records a click through Event Telemetry", async () => {
    const id = "client-example@mozilla.org";
    const firefox = await run().start({ "extensions.event-telemetry.clients": id });
    await firefox.installAddon(resolve("dist/examples/client-extension"));
    await installAddOn(firefox);
    await firefox.clickToolbarButton(id);
    expect(await firstEvent("client.example")).toMatchObject({ source: id, extra: { nth: "1" } });
  });

  it("drop-in-extension records a click with no other add-on", async () => {
    const id = "drop-in-example@mozilla.org";
    const firefox = await run().start();
    const folder = join(run().profile, "drop-in-example");
    await cp("examples/drop-in-extension", folder, { recursive: true });
    await promisify(execFile)(process.execPath, ["dist/cli.js", "add-experiment", folder]);
    await firefox.installAddon(folder);
    await firefox.clickToolbarButton(id);
    expect(await firstEvent("dropin.example")).toMatchObject({ source: id, extra: { nth: "1" } });
  });

  it("hybrid-page records a click once its origin is trusted, and says so before", async () => {
    const server = spawn(process.execPath, ["examples/hybrid-page/serve.mjs"], {
      env: { ...process.env, PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const problems = text(server.stderr);
    try {
      const address = await Promise.race([
        new Promise<string>((found) => {
          server.stdout.once("data", (line) => found(String(line).trim()));
        }),
        problems.then((what) => Promise.reject(new Error(`the server ended: ${what}`))),
      ]);
      const { origin } = new URL(address);
      const firefox = await run().start({
        "extensions.event-telemetry.hybrid.origins": "https://other.example",
      });
      await trustTestServers(firefox);
      await installAddOn(firefox);
      const untrusted = await firefox.navigate(address);
      await untrusted.waitFor(({ document }) => document.body.textContent?.includes("not trusted"), {
        what: "the page to say that it is not trusted",
      });
      await firefox.chrome(
        ({ Services }, value) =>
          Services.prefs.setStringPref("extensions.event-telemetry.hybrid.origins", value),
        origin,
      );
      const trusted = await firefox.navigate(address);
      await trusted.waitFor(({ document }) => document.getElementById("status")?.textContent === "on", {
        what: "the page to say that telemetry is on",
      });
      await trusted.run(({ document }) => document.getElementById("record")?.click());
      expect(await firstEvent("page.example")).toMatchObject({ source: origin, extra: { nth: "1" } });
    } finally {
      server.kill();
    }
  });
});
