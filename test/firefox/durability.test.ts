import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  forceDailyPing,
  installAddOn,
  pendingCount,
  recordThings,
  registerThing,
  sentPing,
} from "../support/add-on.ts";
import type { CapturedPing } from "../support/capture.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { compileMozillaSchema, haveMozillaSchemas } from "../support/mozilla-schemas.ts";
import { numbersOf } from "../support/ping-events.ts";
import { useRestartableFirefox } from "../support/restartable-firefox.ts";
import { databaseFile, readPendingPings, storeFolder } from "../support/store-files.ts";
import { waitFor } from "../support/wait-for.ts";

const ours = (category: string) => (ping: CapturedPing) => numbersOf([ping], category).length > 0;
const isRoot = process.getuid?.() === 0;

/** What the durable queue says of itself, as the panel shows it. */
function storeState(
  firefox: Firefox,
): Promise<{ phase: string; problem: string | null; setAside: string | null }> {
  return firefox.chrome(
    `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     return EventTelemetryHost.service.storeState;`,
  );
}

describe("the durable queue in a real Firefox", () => {
  const run = useRestartableFirefox();

  it("sets a corrupt database aside, names it, and goes on with a fresh one", async () => {
    await run().startWithAddOn();
    await run().quit();
    await writeFile(
      databaseFile(run().profile),
      "this is not a database, it only lies where one should be".repeat(100),
    );
    const firefox = await run().restart();
    const { phase, setAside } = await storeState(firefox);
    expect(phase).toBe("open");
    expect(await readFile(setAside ?? "", "utf8")).toContain("this is not a database");
    await registerThing(firefox, "after.corruption");
    await recordThings(firefox, "after.corruption", 3);
    await run().kill();
    await run().restart();
    const ping = await sentPing(run().firefox, run().capture, {
      type: "event",
      where: ours("after.corruption"),
    });
    expect(numbersOf([ping], "after.corruption")).toEqual([0, 1, 2]);
  });

  it.skipIf(!isRoot)(
    "records in memory on a full disk, says so, and writes when there is room again",
    async () => {
      await mkdir(storeFolder(run().profile), { recursive: true });
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", storeFolder(run().profile)]);
      const ballast = `${storeFolder(run().profile)}/ballast`;
      try {
        const firefox = await run().start();
        await installAddOn(firefox);
        await registerThing(firefox, "full.disk");
        await recordThings(firefox, "full.disk", 1);
        execFileSync("sh", ["-c", `dd if=/dev/zero of=${ballast} bs=4k 2>/dev/null || true`]);
        await recordThings(firefox, "full.disk", 2_000, 1);
        const full = await storeState(firefox);
        expect(full).toMatchObject({ phase: "memory", problem: expect.stringMatching(/full|space|I\/O/i) });
        expect(await pendingCount(firefox)).toBeGreaterThan(400);
        await rm(ballast);
        await waitFor(async () => (await storeState(firefox)).phase === "open", {
          what: "the store to be written",
        });
        expect((await storeState(firefox)).problem).toBeNull();
      } finally {
        await run().kill();
        execFileSync("umount", ["-l", storeFolder(run().profile)]);
      }
      await rm(run().profile, { recursive: true, force: true });
    },
  );

  it("sends a session's events with that session's start although the system clock is moved back an hour", async () => {
    const firefox = await run().start();
    await installAddOn(firefox);
    await registerThing(firefox, "clock.back");
    await recordThings(firefox, "clock.back", 1);
    const started = await firefox.chrome<number>(
      "return Services.startup.getStartupInfo().process.getTime();",
    );
    // Moving the machine's own clock would move everybody's; every clock our code reads is Date.now of this global.
    await firefox.chrome<null>(
      `const module = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
       const { Date: clock } = Cu.getGlobalForObject(module.EventTelemetryHost);
       const now = clock.now.bind(clock);
       clock.now = () => now() - 3_600_000;
       return null;`,
    );
    await recordThings(firefox, "clock.back", 1_200, 1);
    const ping = await sentPing(run().firefox, run().capture, { type: "event", where: ours("clock.back") });
    const payload = ping.body.payload as { processStartTimestamp: number; events: { dynamic: [number][] } };
    expect(Math.abs(payload.processStartTimestamp - started)).toBeLessThanOrEqual(60_000);
    const times = payload.events.dynamic.map(([timestamp]) => timestamp);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("tells events that fell off the bounds in lostEventsCount", async () => {
    const firefox = await run().start({ "toolkit.telemetry.eventping.maximumFrequency": 100_000_000 });
    await installAddOn(firefox);
    await registerThing(firefox, "over.bounds");
    await recordThings(firefox, "over.bounds", 101_500);
    const count = await pendingCount(firefox);
    expect(count).toBeLessThanOrEqual(100_000);
    // The edge takes nothing, so that every ping stays in Firefox's folder, where it can be read.
    run().capture.status = 500;
    await firefox.uninstallAddon("event-telemetry@mozilla.org");
    const lost = await waitFor(
      async () =>
        (await readPendingPings(run().profile))
          .map(({ payload }) => payload.lostEventsCount ?? 0)
          .find(Boolean),
      { what: "an event ping that tells the loss", timeout: 40_000 },
    );
    expect(lost).toBeGreaterThanOrEqual(1_000);
  });

  it.skipIf(!haveMozillaSchemas)("makes pings that Mozilla's own schemas accept", async () => {
    const firefox = await run().start({ "extensions.event-telemetry.carrier": "main" });
    await installAddOn(firefox);
    await registerThing(firefox, "valid.pings");
    await recordThings(firefox, "valid.pings", 1_000);
    const event = await sentPing(run().firefox, run().capture, { type: "event", where: ours("valid.pings") });
    await recordThings(firefox, "valid.pings", 10, 1_000);
    const id = await forceDailyPing(firefox);
    const main = await sentPing(run().firefox, run().capture, { where: ({ body }) => body.id === id });
    expect(numbersOf([main], "valid.pings")).toHaveLength(500);
    for (const [name, ping] of [
      ["event.4", event],
      ["main.4", main],
    ] as const) {
      const validate = compileMozillaSchema(name);
      validate(ping.body);
      expect(validate.errors ?? [], name).toEqual([]);
    }
  });

  it("keeps two profiles apart", async () => {
    const firefox = await run().start();
    await installAddOn(firefox);
    await registerThing(firefox, "two.profiles");
    await recordThings(firefox, "two.profiles", 2);
    const other = await launchFirefox({ telemetryServer: run().capture.url });
    try {
      await installAddOn(other);
      expect(await pendingCount(other)).toBe(0);
    } finally {
      await other.kill();
    }
    expect(await readdir(storeFolder(run().profile))).toContain("events.sqlite");
    expect(await pendingCount(firefox)).toBe(2);
  });
});
