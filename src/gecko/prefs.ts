const BRANCH = "extensions.event-telemetry.";

/** This add-on's own prefs, read at each use, all under `extensions.event-telemetry.` (the contract, DESIGN 6). */
export const prefs = {
  /** Which pings carry events: `main` unless set to `event`. */
  carrier(): "main" | "event" {
    return Services.prefs.getStringPref(`${BRANCH}carrier`, "main") === "event" ? "event" : "main";
  },
  bridgeEnabled(): boolean {
    return Services.prefs.getBoolPref(`${BRANCH}bridge.enabled`, true);
  },
} as const;

/** Calls back after any pref whose name begins with `name` changed, until the returned function is called. */
export function observePref(name: string, callback: () => void): () => void {
  const observer = { observe: callback };
  Services.prefs.addObserver(name, observer);
  return () => Services.prefs.removeObserver(name, observer);
}
