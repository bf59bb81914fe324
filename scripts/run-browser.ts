import { resolve } from "node:path";
import { cmd, type DebuggerClient } from "web-ext";
import { consoleStream } from "web-ext/util/logger";
import { z } from "zod";
import { waitFor } from "../test/support/wait-for.ts";
import { findFirefox } from "./find-firefox.mjs";
import { firefoxPrefs, type Prefs } from "./firefox-prefs.mjs";

export const ADDON_ID = "event-telemetry@mozilla.org";
export const EXAMPLE_ID = "legacy-example@mozilla.org";

/** Fixed, so that the panel's address is known before the add-on is installed. */
const ADDON_UUID = "6d1f9b52-3c0e-4c55-8f0e-7a9b1f3c5e21";
export const PANEL_URL = `moz-extension://${ADDON_UUID}/panel/panel.html`;

const ADDON_FOLDER = resolve("dist/extension");
const EXAMPLE_FOLDER = resolve("examples/legacy-extension");

export interface BrowserOptions {
  /** Where Firefox sends its pings. */
  readonly telemetryServer: string;
  /** More command-line arguments for Firefox. */
  readonly args?: readonly string[];
  readonly prefs?: Prefs;
  /** Whether the add-on is reloaded whenever a file of the build changes. */
  readonly reload: boolean;
}

export interface Browser {
  /** Resolves when Firefox has gone, closed by its user or by `close`. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** web-ext writes text prefs between quotes as they are, so quotes and backslashes inside must come escaped. */
function escapeTexts(prefs: Prefs): Prefs {
  const escapeText = (value: Prefs[string]) =>
    typeof value === "string" ? JSON.stringify(value).slice(1, -1) : value;
  return Object.fromEntries(Object.entries(prefs).map(([name, value]) => [name, escapeText(value)]));
}

const processAnswer = z.object({ processDescriptor: z.object({ actor: z.string() }) });
const targetAnswer = z.object({ process: z.object({ consoleActor: z.string() }) });
const tabsAnswer = z.object({ tabs: z.array(z.object({ url: z.string() })) });

/**
 * Opens a tab through the debugger's console of the parent process: only privileged code may open an add-on's page, and
 * a tab of its own is safe from Firefox loading its start page into the first one.
 */
async function openTab(client: DebuggerClient, url: string): Promise<void> {
  const parent = processAnswer.parse(await client.request({ to: "root", type: "getProcess", id: 0 }));
  const target = await client.request({ to: parent.processDescriptor.actor, type: "getTarget" });
  await client.request({
    to: targetAnswer.parse(target).process.consoleActor,
    type: "evaluateJSAsync",
    text: `(async () => {
      const window = Services.wm.getMostRecentWindow("navigator:browser");
      await window.delayedStartupPromise;
      const [blank] = window.gBrowser.tabs;
      window.gBrowser.selectedTab = window.gBrowser.addTrustedTab(${JSON.stringify(url)});
      window.gBrowser.removeTab(blank);
    })()`,
  });
  await waitFor(
    async () => tabsAnswer.parse(await client.request("listTabs")).tabs.some((tab) => tab.url === url),
    { what: `a tab with ${url}` },
  );
}

/**
 * Starts Firefox through web-ext on a fresh profile with the add-on, shows the debug panel, then installs the example
 * extension (web-ext's own command takes one add-on only). The example comes last: it finds the bridge in place, and
 * what it records is what the user did.
 */
export async function runBrowser({
  telemetryServer,
  args = [],
  prefs,
  reload,
}: BrowserOptions): Promise<Browser> {
  const firefox = findFirefox();
  if (!firefox) {
    throw new Error("no Firefox found: set FIREFOX to its path");
  }
  consoleStream.startCapturing();
  try {
    const runner = await cmd.run({
      sourceDir: ADDON_FOLDER,
      artifactsDir: resolve("dist"),
      firefox,
      pref: escapeTexts({
        ...firefoxPrefs({ telemetryServer, uuids: { [ADDON_ID]: ADDON_UUID } }),
        ...prefs,
      }),
      args: args,
      noReload: !reload,
      noInput: true,
    });
    const closed = new Promise<void>((resolveClosed) => runner.registerCleanup(resolveClosed));
    const remote = runner.extensionRunners[0]?.remoteFirefox;
    if (!remote) {
      throw new Error("web-ext started no desktop Firefox");
    }
    await openTab(remote.client, PANEL_URL);
    await remote.installTemporaryAddon(EXAMPLE_FOLDER, false);
    return {
      closed,
      close: async () => {
        await runner.exit();
        await closed;
      },
    };
  } catch (error) {
    throw new Error(`web-ext could not set up ${firefox} with the add-ons`, { cause: error });
  } finally {
    consoleStream.stopCapturing();
  }
}
