/** What is kept of a User-Agent header; the header itself is dropped. Null where nothing was recognised. */
export interface UserAgent {
  readonly browser: string | null;
  readonly os: string | null;
  /** Leading digits only. */
  readonly version: string | null;
}

type Version = "after-slash" | "after-space" | "after-last-slash";

interface BrowserRule {
  readonly browser: string;
  readonly token: string;
  readonly version: Version | { readonly fixed: string };
  /** The operating system this token proves, whatever else the header says. */
  readonly os?: string;
}

/** In descending priority: Edge also says Chrome, Chrome also says Safari, and so on. */
const BROWSERS: readonly BrowserRule[] = [
  { browser: "Edge", token: "Edge", version: "after-slash" },
  { browser: "Chrome", token: "Chrome", version: "after-slash" },
  { browser: "Opera Mini", token: "Opera Mini", version: "after-last-slash" },
  { browser: "Opera Mobi", token: "Opera Mobi", version: "after-last-slash" },
  { browser: "Opera", token: "Opera", version: "after-last-slash" },
  { browser: "MSIE", token: "MSIE", version: "after-space" },
  { browser: "MSIE", token: "Trident/7.0", version: { fixed: "11" } },
  { browser: "Safari", token: "Safari", version: "after-last-slash" },
  { browser: "FxSync", token: "Firefox AndroidSync", version: "after-space", os: "Android" },
  { browser: "FxSync", token: "Firefox-iOS-Sync", version: "after-slash", os: "iOS" },
  { browser: "Firefox", token: "Firefox", version: "after-slash" },
];

/** In descending priority. */
const SYSTEMS: readonly (readonly [os: string, token: string])[] = [
  ["iPod", "iPod"],
  ["iPad", "iPad"],
  ["iPhone", "iPhone"],
  ["Android", "Android"],
  ["BlackBerry", "BlackBerry"],
  ["Linux", "Linux"],
  ["Macintosh", "Macintosh"],
  ["FirefoxOS", "Mozilla/5.0 (Mobile;"],
  ["Windows 10", "Windows NT 10.0"],
  ["Windows 8.1", "Windows NT 6.3"],
  ["Windows 8", "Windows NT 6.2"],
  ["Windows 7", "Windows NT 6.1"],
  ["Windows Vista", "Windows NT 6.0"],
  ["Windows XP", "Windows NT 5.1"],
  ["Windows 2000", "Windows NT 5.0"],
];

function readDigits(agent: string, at: number): string | null {
  return /^\d+/.exec(agent.slice(at))?.[0] ?? null;
}

/** The version behind any of the token's places: a repeated token may carry it where the first does not. */
function findVersionAfter(agent: string, token: string, separator: string): string | null {
  for (let at = agent.indexOf(token); at >= 0; at = agent.indexOf(token, at + 1)) {
    const end = at + token.length;
    const version = agent[end] === separator ? readDigits(agent, end + 1) : null;
    if (version !== null) return version;
  }
  return null;
}

function findVersion(agent: string, { token, version }: BrowserRule): string | null {
  switch (version) {
    case "after-slash":
      return findVersionAfter(agent, token, "/");
    case "after-space":
      return findVersionAfter(agent, token, " ");
    case "after-last-slash":
      return /.*\/(\d+)/.exec(agent)?.[1] ?? null;
    default:
      return version.fixed;
  }
}

/** Browser, its version and the operating system out of a User-Agent header, by Mozilla's own list of priorities. */
export function parseUserAgent(agent: string | undefined): UserAgent {
  if (agent === undefined) return { browser: null, os: null, version: null };
  const rule = BROWSERS.find(({ token }) => agent.includes(token));
  const system = SYSTEMS.find(([, token]) => agent.includes(token));
  return {
    browser: rule?.browser ?? null,
    os: rule?.os ?? system?.[0] ?? null,
    version: rule === undefined ? null : findVersion(agent, rule),
  };
}
