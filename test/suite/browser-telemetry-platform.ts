import { expect } from "vitest";
import type { CallingPage, PlatformCase, PlatformSurface } from "./extension-surface.ts";
import { oneEvent } from "./observe.ts";

async function installOrdinary(surface: PlatformSurface): Promise<CallingPage> {
  const page = await surface.install("ordinary");
  if (page === undefined) throw new Error("an ordinary extension has no browser.telemetry");
  return page;
}

/** Calls of functions that do nothing since `version`, with the number of the bug that made it so. */
const STAGES = [
  {
    covers: "12.4/1",
    version: 132,
    bug: 1894533,
    calls: [
      ["registerEvents", "suite", oneEvent()],
      ["recordEvent", "suite", "m1", "o1"],
    ],
  },
  { covers: "12.4/2", version: 133, bug: 1920562, calls: [["setEventRecordingEnabled", "suite", true]] },
  {
    covers: "12.4/3",
    version: 134,
    bug: 1930196,
    calls: [
      ["registerScalars", "suite", { name: { kind: "count" }, keys: { kind: "count", keyed: true } }],
      ["scalarAdd", "suite.name", 1],
      ["scalarSet", "suite.name", 1],
      ["scalarSetMaximum", "suite.name", 1],
      ["keyedScalarAdd", "suite.keys", "k", 1],
      ["keyedScalarSet", "suite.keys", "k", 1],
      ["keyedScalarSetMaximum", "suite.keys", "k", 1],
    ],
  },
] as const;

/** `browser.telemetry` as Firefox has it by itself: who gets it, and what is left of it. */
export const PLATFORM_CASES: readonly PlatformCase[] = [
  {
    covers: ["12/permission"],
    rule: "a privileged extension with the permission has browser.telemetry",
    async run(surface) {
      expect(await surface.install("ordinary")).toBeDefined();
    },
  },
  {
    covers: ["12/permission"],
    rule: "without the permission browser.telemetry is undefined",
    async run(surface) {
      expect(await surface.install("without the permission")).toBeUndefined();
    },
  },
  {
    covers: ["12/permission"],
    rule: "an extension that is not privileged has no browser.telemetry, permission or not",
    async run(surface) {
      expect(await surface.install("not privileged")).toBeUndefined();
    },
  },
  {
    covers: ["12.1/2"],
    rule: "submitEncryptedPing is gone, as in every Firefox since 133",
    async run(surface) {
      const page = await installOrdinary(surface);
      const members = await page.members();
      expect(members).toContain("submitPing");
      expect(members).not.toContain("submitEncryptedPing");
    },
  },
  ...STAGES.map(
    ({ covers, version, bug, calls }): PlatformCase => ({
      covers: [covers],
      rule: `since Firefox ${version} ${calls.map(([name]) => name).join(", ")} resolve, and the console says that they do nothing`,
      async run(surface) {
        const page = await installOrdinary(surface);
        const ended = await page.callAll(calls);
        expect(ended).toEqual(calls.map(() => ({ how: "resolved" })));
        const said = await surface.consoleTexts();
        for (const [name] of calls) {
          expect(said).toContain(`Error: \`${name}\` is a no-op since Firefox ${version} (see bug ${bug})`);
        }
      },
    }),
  ),
  {
    covers: ["12.4/still-work"],
    rule: "submitPing and canUpload keep working",
    async run(surface) {
      const page = await installOrdinary(surface);
      expect(await page.call("canUpload")).toEqual({ how: "resolved", value: true });
      expect(await page.call("submitPing", "suite-platform", { a: 1 }, {})).toEqual({ how: "resolved" });
      expect((await surface.archivedPing("suite-platform")).payload).toEqual({ a: 1 });
    },
  },
];
