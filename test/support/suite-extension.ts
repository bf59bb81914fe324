import type {
  ArchivedPing,
  CallingPage,
  Ended,
  ExtensionKind,
  ExtensionSurface,
  PlatformSurface,
} from "../suite/extension-surface.ts";
import { type BridgedOptions, installBridged } from "./bridged-extensions.ts";
import type { Capture } from "./capture.ts";
import type { Firefox } from "./firefox.ts";
import type { Page } from "./page.ts";
import { type FarAnswer, FarCalls } from "./suite-calls.ts";
import { createChromeSuite } from "./suite-chrome.ts";
import { waitFor } from "./wait-for.ts";

const UPLOAD_PREF = "datareporting.healthreport.uploadEnabled";

/** A page with `browser.telemetry` in a real Firefox that has the add-on, as the cases for extensions see it. */
export function createExtensionSurface(firefox: Firefox, capture: Capture, page: Page): ExtensionSurface {
  const calls = new FarCalls(firefox);
  return {
    page: callFrom(calls, page),
    firefoxCode: createChromeSuite(calls),
    archivedPing: (type) => archivedPing(firefox, type),
    async userAgentOf(type) {
      return (await capture.waitForPing({ type })).headers["user-agent"] ?? "";
    },
    async whileRefusing(act) {
      await firefox.chrome<null>(REPLACE_SENDER);
      try {
        await act();
      } finally {
        await firefox.chrome<null>(RESTORE_SENDER);
      }
    },
    async setUploadPref(value) {
      await firefox.chrome<null>(
        `const [name, value] = args;
         Services.prefs.clearUserPref(name);
         if (value === null) Services.prefs.getDefaultBranch("").deleteBranch(name);
         else Services.prefs.setBoolPref(name, value);
         return null;`,
        UPLOAD_PREF,
        value,
      );
    },
  };
}

/** A Firefox that does not have the add-on. */
export function createPlatformSurface(firefox: Firefox): PlatformSurface {
  const calls = new FarCalls(firefox);
  const installed = new Map<ExtensionKind, Page>();
  return {
    async install(kind) {
      const page = installed.get(kind) ?? (await installBridged(firefox, ...KINDS[kind]));
      installed.set(kind, page);
      const has = await page.run<boolean>("return browser.telemetry !== undefined;");
      return has ? callFrom(calls, page) : undefined;
    },
    archivedPing: (type) => archivedPing(firefox, type),
    consoleTexts: async () => (await firefox.console()).map(({ text }) => text),
  };
}

const KINDS: Readonly<Record<ExtensionKind, readonly [id: string, options: BridgedOptions]>> = {
  ordinary: ["ordinary@mozilla.org", {}],
  "without the permission": ["no-permission@mozilla.org", { permissions: ["mozillaAddons"] }],
  "not privileged": ["unsigned@mozilla.org", { permissions: ["telemetry"], unsigned: true }],
};

function callFrom(calls: FarCalls, page: Page): CallingPage {
  const call: CallingPage["call"] = async (name, ...args) => end(await calls.ask({ page, name, args }));
  return {
    call,
    callAll: (all) => Promise.all(all.map((one) => call(...one))),
    members: () => page.run<string[]>("return Object.keys(browser.telemetry);"),
  };
}

function end(answer: FarAnswer): Ended {
  if ("isPromise" in answer) {
    if (!answer.isPromise) throw new Error(`the call returned ${JSON.stringify(answer.value)}, no promise`);
    return answer.value === undefined ? { how: "resolved" } : { how: "resolved", value: answer.value };
  }
  const thrown = "threw" in answer ? answer.threw : answer.rejected;
  if (!thrown.isError) throw new Error(`the call threw no Error: ${JSON.stringify(answer)}`);
  return { how: "threw" in answer ? "threw at once" : "rejected", message: thrown.message };
}

function archivedPing(firefox: Firefox, type: string): Promise<ArchivedPing> {
  return waitFor(
    () =>
      firefox.chrome<ArchivedPing | null>(
        `const { TelemetryArchive } = ChromeUtils.importESModule("resource://gre/modules/TelemetryArchive.sys.mjs");
         const listed = (await TelemetryArchive.promiseArchivedPingList()).find(({ type }) => type === args[0]);
         return listed ? await TelemetryArchive.promiseArchivedPingById(listed.id) : null;`,
        type,
      ),
    { what: `a ping of type ${type} in the archive` },
  );
}

/** Firefox's controller gives a ping's submitter what the sender's function gives it. */
const REPLACE_SENDER = `
  const { TelemetrySend } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySend.sys.mjs");
  const { submitPing } = TelemetrySend;
  Cu.getGlobalForObject(Services).suiteRestoreSender = () => {
    TelemetrySend.submitPing = submitPing;
  };
  TelemetrySend.submitPing = () => Promise.reject(new Error("refused by the suite"));
  return null;`;
const RESTORE_SENDER = "Cu.getGlobalForObject(Services).suiteRestoreSender(); return null;";
