import type { EventTuple, Extra } from "../../pings/event-tuple.ts";
import type { Random, Weighted } from "./random.ts";

/** An event that a product may record. Values and extras are drawn from what it lists. */
export interface KnownEvent {
  readonly process: string;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly values?: readonly [string, ...string[]];
  readonly extra?: Readonly<Record<string, readonly [string, ...string[]]>>;
}

const ENGINES = ["google-b-d", "ddg", "bing", "other-shop"] as const;
const SOURCES = ["newtab", "hardcoded", "preloaded", "auto"] as const;
const TABS = ["1", "2", "7", "25", "140"] as const;
const WORDS = ["", "a value", "späte Änderung", "日本語", 'quote " and \\', "x".repeat(80)] as const;

export const DESKTOP_EVENTS: Weighted<KnownEvent> = [
  [
    {
      process: "parent",
      category: "navigation",
      method: "search",
      object: "urlbar",
      values: ["enter", "suggestion", "oneoff"],
      extra: { engine: ENGINES },
    },
    20,
  ],
  [
    {
      process: "parent",
      category: "navigation",
      method: "search",
      object: "about_newtab",
      values: ["enter"],
      extra: { engine: ENGINES },
    },
    6,
  ],
  [
    {
      process: "parent",
      category: "uptake.remotecontent.result",
      method: "uptake",
      object: "remotesettings",
      values: ["success", "up_to_date", "network_error"],
      extra: { source: SOURCES, duration: TABS },
    },
    12,
  ],
  [
    {
      process: "parent",
      category: "normandy",
      method: "enroll",
      object: "preference_study",
      values: ["pref-flip-tab-unloading"],
      extra: { branch: ["control", "quick", "slow"], experimentType: ["exp"] },
    },
    1,
  ],
  [
    {
      process: "parent",
      category: "normandy",
      method: "unenroll",
      object: "preference_study",
      values: ["pref-flip-tab-unloading"],
      extra: { reason: ["recipe-not-seen", "user-preference-changed"], branch: ["control", "quick", "slow"] },
    },
    1,
  ],
  [
    {
      process: "parent",
      category: "addonsManager",
      method: "install",
      object: "extension",
      values: ["uBlock0@raymondhill.net", "{446900e4-71c2-419f-a6a7-df9c091e268b}"],
      extra: { step: ["started", "completed", "failed"] },
    },
    2,
  ],
  [{ process: "parent", category: "pwmgr", method: "autocomplete_field", object: "generatedpassword" }, 2],
  [
    {
      process: "content",
      category: "security.ui.certerror",
      method: "click",
      object: "learn_more_link",
      extra: { is_frame: ["true", "false"] },
    },
    2,
  ],
  [
    {
      process: "content",
      category: "devtools.main",
      method: "tool_timer",
      object: "inspector",
      extra: { time_open: TABS, os: ["Linux", "Windows_NT"] },
    },
    3,
  ],
  [
    {
      process: "extension",
      category: "extensions.data",
      method: "migrateResult",
      object: "storageLocal",
      values: ["ok"],
    },
    1,
  ],
  [
    {
      process: "dynamic",
      category: "example.legacy",
      method: "opened",
      object: "tab",
      extra: { count: TABS },
    },
    22,
  ],
  [
    {
      process: "dynamic",
      category: "example.legacy",
      method: "completed",
      object: "navigation",
      values: ["link", "typed", "reload"],
      extra: { scheme: ["https", "http", "file"] },
    },
    40,
  ],
  [{ process: "dynamic", category: "savant", method: "page", object: "clicked", values: WORDS }, 12],
  [
    {
      process: "dynamic",
      category: "shield.study",
      method: "signal",
      object: "panel",
      extra: { branch: ["control", "treatment"], note: WORDS },
    },
    4,
  ],
];

export const MOBILE_EVENTS: Weighted<KnownEvent> = [
  [{ process: "", category: "action", method: "foreground", object: "app" }, 10],
  [{ process: "", category: "action", method: "background", object: "app" }, 10],
  [{ process: "", category: "action", method: "open", object: "app", values: ["launcher", "link"] }, 8],
  [
    {
      process: "",
      category: "action",
      method: "type_url",
      object: "search_bar",
      extra: { autocomplete: ["true", "false"], source: ["topsite", "history"] },
    },
    30,
  ],
  [
    {
      process: "",
      category: "action",
      method: "type_query",
      object: "search_bar",
      extra: { engine: ENGINES },
    },
    20,
  ],
  [
    {
      process: "",
      category: "action",
      method: "click",
      object: "erase_button",
      values: ["floating", "back"],
      extra: { erase_tab_count: TABS },
    },
    12,
  ],
  [
    {
      process: "",
      category: "action",
      method: "change",
      object: "setting",
      values: ["pref_privacy_block_ads", "pref_locale"],
      extra: { to: ["true", "false", "de"] },
    },
    4,
  ],
  [{ process: "", category: "error", method: "page", object: "browser", values: WORDS }, 2],
];

/** One event at `timestamp` (ms since the process started), without trailing nulls. */
export function recordEvent(random: Random, event: KnownEvent, timestamp: number): EventTuple {
  const { category, method, object } = event;
  const value = event.values === undefined ? null : random.pick(event.values);
  if (event.extra !== undefined) {
    return [timestamp, category, method, object, value, drawExtra(random, event.extra)];
  }
  return value === null
    ? [timestamp, category, method, object]
    : [timestamp, category, method, object, value];
}

function drawExtra(random: Random, choices: NonNullable<KnownEvent["extra"]>): Extra {
  return Object.fromEntries(Object.entries(choices).map(([key, values]) => [key, random.pick(values)]));
}
