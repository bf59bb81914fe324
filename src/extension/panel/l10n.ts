import browser from "webextension-polyfill";
import type messages from "../_locales/en/messages.json";

export type MessageName = keyof typeof messages;

/** The language of the texts, which is not always Firefox's: for numbers, times and plurals. */
const language = browser.i18n.getMessage("languageTag") || "en";
const plural = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/** One text of `_locales`; `$1` to `$9` are replaced by the substitutions. */
export function t(name: MessageName, ...substitutions: readonly (string | number)[]): string {
  return templateOf(name).replace(SLOT, (slot) => {
    const value = substitutions[SLOTS.indexOf(slot)] ?? "";
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

/** Stand where the substitutions come; private-use characters, which no text has. */
const SLOTS = Array.from({ length: 9 }, (_, place) => String.fromCharCode(0xe001 + place));
const SLOT = /[\uE001-\uE009]/g;
const templates = new Map<string, string>();

/** Asking Firefox for a text costs more than all else that a frame does with it. */
function templateOf(name: string): string {
  let template = templates.get(name);
  if (template === undefined) {
    template = browser.i18n.getMessage(name, SLOTS);
    templates.set(name, template);
  }
  return template;
}

type PluralName = MessageName extends infer N ? (N extends `${infer Stem}_other` ? Stem : never) : never;

/** The form of a text that fits the count, which is `$1`. */
export function tn(stem: PluralName, count: number, ...substitutions: readonly (string | number)[]): string {
  const form = `${stem}_${plural.select(count)}` as MessageName;
  return t(form, count, ...substitutions) || t(`${stem}_other`, count, ...substitutions);
}

/** A text whose name is made at run time; empty where there is none. */
export function tMaybe(name: string, ...substitutions: readonly (string | number)[]): string {
  return t(name as MessageName, ...substitutions);
}

export function formatNumber(value: number): string {
  return numbers.format(value);
}

const clock = new Intl.DateTimeFormat(language, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
const minuteClock = new Intl.DateTimeFormat(language, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const dateAndTime = new Intl.DateTimeFormat(language, {
  dateStyle: "medium",
  timeStyle: "medium",
});
const shortDate = new Intl.DateTimeFormat(language, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "long" });

/** `14:03:59.123`, local time. */
export function formatClock(ms: number): string {
  return clock.format(ms);
}

/** The clock, as fine as a step of so many ms needs it. */
export function formatStep(ms: number, step: number): string {
  return (step < 1_000 ? formatClock : formatSeconds)(ms);
}

/** `14:03:59`. */
export function formatSeconds(ms: number): string {
  return minuteClock.format(ms);
}

/** `Nov 28, 14:03:59`. */
export function formatShortDate(ms: number): string {
  return shortDate.format(ms);
}

export function formatDateAndTime(ms: number): string {
  return dateAndTime.format(ms);
}

/** `5 seconds ago`. */
export function formatAgo(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return relative.format(-seconds, "second");
  if (seconds < 3_600) return relative.format(-Math.round(seconds / 60), "minute");
  return relative.format(-Math.round(seconds / 3_600), "hour");
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return t("bytes", bytes);
  const kib = bytes / 1_024;
  const shown = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
  return kib < 1_024 ? t("kibibytes", shown(kib)) : t("mebibytes", shown(kib / 1_024));
}

/** Where texts run from; follows Firefox, which a test may turn round. */
export function direction(): "ltr" | "rtl" {
  return browser.i18n.getMessage("@@bidi_dir") === "rtl" ? "rtl" : "ltr";
}

export { language };
