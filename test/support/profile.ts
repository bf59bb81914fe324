import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firefoxPrefs, type Prefs } from "../../scripts/firefox-prefs.mjs";

/**
 * Prefs only a Firefox under remote control gets. Marionette's own recommended ones are off: they would switch uploads
 * off again wherever our value is the default value (RecommendedPreferences.sys.mjs looks at user values only).
 */
const remoteControlPrefs: Prefs = {
  "remote.prefs.recommended": false,
  "xpinstall.signatures.required": false,
  // 0: any free port; Firefox writes it to MarionetteActivePort in the profile.
  "marionette.port": 0,
  "ui.popup.disable_autohide": true,
  "focusmanager.testmode": true,
  // A click on a page that has just been painted counts at once.
  "dom.input_events.security.minNumTicks": 0,
  "dom.input_events.security.minTimeElapsedInMS": 0,
  "dom.max_script_run_time": 0,
  "dom.max_chrome_script_run_time": 0,
  "browser.sessionstore.resume_from_crash": false,
  "toolkit.startup.max_resumed_crashes": -1,
  "devtools.console.stdout.chrome": true,
  "devtools.console.stdout.content": true,
  // Everything but this machine goes through a proxy that is not there: a test never reaches the network.
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "ui.prefersReducedMotion": 1,
};

export interface ProfileOptions {
  /** Where pings go, `http://127.0.0.1:<port>`; a port nobody listens on when left out. */
  readonly telemetryServer?: string | undefined;
  /** Add-on id → UUID, so that `moz-extension://<UUID>/` is known before the installation. */
  readonly uuids?: Readonly<Record<string, string>> | undefined;
  /** Set last, over every other one. */
  readonly prefs?: Prefs | undefined;
}

/** Makes an empty profile folder in the system's temporary folder. */
export function createProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), "event-telemetry-profile-"));
}

/** Writes `user.js`, which Firefox reads at each start. */
export async function writePrefs(profile: string, options: ProfileOptions): Promise<void> {
  const prefs: Prefs = {
    ...firefoxPrefs({ telemetryServer: options.telemetryServer, uuids: options.uuids }),
    ...remoteControlPrefs,
    ...options.prefs,
  };
  const lines = Object.entries(prefs).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, "user.js"), lines.join(""));
}
