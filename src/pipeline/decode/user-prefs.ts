import { type Column, type Columns, flag, int, text } from "./column.ts";
import type { JsonObject } from "./parse-json.ts";
import { project } from "./project.ts";

/** The preferences of `environment.settings.userPrefs` that get a column. A text pref set by the user says `<user-set>`. */
const PREFS: readonly (readonly [pref: string, type: Column])[] = [
  ["browser.launcherProcess.enabled", flag],
  ["browser.search.widget.inNavBar", flag],
  ["browser.search.region", text],
  ["extensions.allow-non-mpc-extensions", flag],
  ["extensions.legacy.enabled", flag],
  ["gfx.webrender.all.qualified", flag],
  ["marionette.enabled", flag],
  ["privacy.fuzzyfox.enabled", flag],
  ["dom.ipc.plugins.sandbox-level.flash", int],
  ["dom.ipc.processCount", int],
  ["general.config.filename", text],
  ["security.enterprise_roots.auto-enabled", flag],
  ["security.enterprise_roots.enabled", flag],
  ["security.pki.mitm_detected", flag],
  ["network.trr.mode", int],
];

/** `dom.ipc.processCount` becomes `user_pref_dom_ipc_processcount`. */
function nameColumn(pref: string): string {
  return `user_pref_${pref.toLowerCase().replaceAll(/[.-]/g, "_")}`;
}

const COLUMNS = PREFS.map(([pref, type]) => [pref, nameColumn(pref), type] as const);

export const userPrefColumns: Columns = Object.fromEntries(COLUMNS.map(([, name, type]) => [name, type]));

/** Reads the known preferences; one of another type than its definition is left out. */
export function readUserPrefs(userPrefs: JsonObject): JsonObject {
  const row: JsonObject = {};
  for (const [pref, name, type] of COLUMNS) {
    const value = Object.hasOwn(userPrefs, pref) ? project(type, userPrefs[pref]) : undefined;
    if (value !== undefined) row[name] = value;
  }
  return row;
}
