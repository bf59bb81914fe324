const RULES: readonly (readonly [os: string, matches: RegExp])[] = [
  ["Windows", /^(?:Windows|WINNT)/],
  ["Mac", /^Darwin/],
  ["Linux", /Linux|BSD|SunOS|Solaris/],
  ["iOS", /^iOS|iPhone/],
  ["Android", /^Android/],
];

/** `Windows`, `Mac`, `Linux`, `iOS`, `Android` or `Other`. Case-sensitive; the first rule that matches decides. */
export function normalizeOs(name: string): string {
  return RULES.find(([, matches]) => matches.test(name))?.[0] ?? "Other";
}

/** At most three leading numeric parts of a version; empty when it does not begin with a digit. */
export function normalizeOsVersion(version: string): string {
  return /^[0-9]+(?:\.[0-9]+){0,2}/.exec(version)?.[0] ?? "";
}
