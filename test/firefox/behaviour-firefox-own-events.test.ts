import { beforeAll, describe, expect, it } from "vitest";
import { installAddOn, pendingCount } from "../support/add-on.ts";
import { bundleForChrome } from "../support/suite-bundle.ts";
import { useFirefox } from "../support/use-firefox.ts";

/** As src/gecko/firefox-own-events.ts has it. */
interface FirefoxOwnEvent {
  readonly timestamp: number;
  readonly value: string | null;
  readonly extra: Readonly<Record<string, string>> | null;
}

describe("Firefox's own events", () => {
  const firefox = useFirefox();
  let reader: string;
  beforeAll(async () => {
    reader = await bundleForChrome("src/gecko/firefox-own-events.ts");
  });
  const read = () => firefox().chrome<FirefoxOwnEvent[]>(`${reader}; return bundled.readFirefoxOwnEvents();`);

  it("include what Firefox's code records through Glean, with its process, and are marked as not ours", async () => {
    await installAddOn(firefox());
    const [before, after] = await firefox().chrome<[number, number]>(
      `const before = Services.telemetry.msSinceProcessStart();
       Glean.upgradeDialog.triggerReason.record({ value: "suite" });
       return [before, Services.telemetry.msSinceProcessStart()];`,
    );
    const found = (await read()).filter(({ value }) => value === "suite");
    expect(found).toEqual([
      {
        readOnly: true,
        bucket: "parent",
        timestamp: expect.any(Number),
        category: "upgrade_dialog",
        method: "trigger",
        object: "reason",
        value: "suite",
        extra: null,
      },
    ]);
    expect(found[0]?.timestamp).toBeGreaterThanOrEqual(Math.floor(before));
    expect(found[0]?.timestamp).toBeLessThanOrEqual(after);
  });

  it("have their extras, and come in the order of their timestamps", async () => {
    await firefox().chrome<null>(
      `Glean.sessionRestore.backupCanBeLoadedSessionFile.record({ can_load: "true", path_key: "suite" });
       return null;`,
    );
    const events = await read();
    expect(events.find(({ extra }) => extra?.path_key === "suite")).toMatchObject({
      category: "session_restore",
      method: "backup_can_be_loaded",
      object: "session_file",
      value: null,
      extra: { can_load: "true", path_key: "suite" },
    });
    const times = events.map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it("stay Firefox's: reading takes none away, and none is pending with ours", async () => {
    const first = await read();
    expect(first.length).toBeGreaterThan(0);
    expect((await read()).slice(0, first.length)).toEqual(first);
    expect(await pendingCount(firefox())).toBe(0);
  });
});
