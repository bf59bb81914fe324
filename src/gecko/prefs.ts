const BRANCH = "extensions.event-telemetry.";
export const BRIDGE_PREF = `${BRANCH}bridge.enabled`;
/** Firefox's own choice about uploading telemetry. */
export const UPLOAD_PREF = "datareporting.healthreport.uploadEnabled";
/** Both prefs of hybrid content begin with this. */
export const HYBRID_PREFS = `${BRANCH}hybrid.`;

/** This add-on's own prefs, read at each use, all under `extensions.event-telemetry.` (the contract, DESIGN 6). */
export const prefs = {
  /** Which pings carry events: `main` unless set to `event`. */
  carrier(): "main" | "event" {
    return Services.prefs.getStringPref(`${BRANCH}carrier`, "main") === "event" ? "event" : "main";
  },
  bridgeEnabled(): boolean {
    return Services.prefs.getBoolPref(BRIDGE_PREF, true);
  },
  /** Add-on ids that are served by messages. */
  clients(): readonly string[] {
    return readList(`${BRANCH}clients`);
  },
  hybridEnabled(): boolean {
    return Services.prefs.getBoolPref(`${HYBRID_PREFS}enabled`, true);
  },
  /** Page origins that telemetry is to be granted to, as they were written: nobody has checked them. */
  hybridOrigins(): readonly string[] {
    return readList(`${HYBRID_PREFS}origins`);
  },
} as const;

export function uploadEnabled(): boolean {
  return Services.prefs.getBoolPref(UPLOAD_PREF, false);
}

/** Entries between commas, spaces or line breaks, each once. */
function readList(name: string): readonly string[] {
  const entries = Services.prefs.getStringPref(name, "").split(/[\s,]+/);
  return [...new Set(entries.filter((entry) => entry !== ""))];
}

/** Calls back after any pref whose name begins with `name` changed, until the returned function is called. */
export function observePref(name: string, callback: () => void): () => void {
  const observer = { observe: callback };
  Services.prefs.addObserver(name, observer);
  return () => Services.prefs.removeObserver(name, observer);
}
