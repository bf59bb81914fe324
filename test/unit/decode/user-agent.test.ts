import { describe, expect, it } from "vitest";
import { parseUserAgent } from "../../../src/pipeline/decode/user-agent.ts";

const single: [agent: string, browser: string | null, version: string | null, os: string | null][] = [
  ["Edge/1", "Edge", "1", null],
  ["Edge", "Edge", null, null],
  ["Chrome/2", "Chrome", "2", null],
  ["Opera Mini", "Opera Mini", null, null],
  ["Opera Mobi", "Opera Mobi", null, null],
  ["Opera", "Opera", null, null],
  ["MSIE 3", "MSIE", "3", null],
  ["MSIE", "MSIE", null, null],
  ["Trident/7.0", "MSIE", "11", null],
  ["Safari", "Safari", null, null],
  ["Firefox AndroidSync 4", "FxSync", "4", "Android"],
  ["Firefox AndroidSync", "FxSync", null, "Android"],
  ["Firefox-iOS-Sync/5", "FxSync", "5", "iOS"],
  ["Firefox-iOS-Sync", "FxSync", null, "iOS"],
  ["Firefox/6", "Firefox", "6", null],
  ["Firefox", "Firefox", null, null],
  ["iPod", null, null, "iPod"],
  ["iPad", null, null, "iPad"],
  ["iPhone", null, null, "iPhone"],
  ["Android", null, null, "Android"],
  ["BlackBerry", null, null, "BlackBerry"],
  ["Linux", null, null, "Linux"],
  ["Macintosh", null, null, "Macintosh"],
  ["Mozilla/5.0 (Mobile;", null, null, "FirefoxOS"],
  ["Windows NT 10.0", null, null, "Windows 10"],
  ["Windows NT 6.3", null, null, "Windows 8.1"],
  ["Windows NT 6.2", null, null, "Windows 8"],
  ["Windows NT 6.1", null, null, "Windows 7"],
  ["Windows NT 6.0", null, null, "Windows Vista"],
  ["Windows NT 5.1", null, null, "Windows XP"],
  ["Windows NT 5.0", null, null, "Windows 2000"],
  ["curl/8.5.0", null, null, null],
  ["", null, null, null],
];

const real: [agent: string, browser: string, version: string | null, os: string | null][] = [
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "140", "Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Firefox",
    "128",
    "Windows 10",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Firefox",
    "128",
    "Macintosh",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/17.17134",
    "Edge",
    "17",
    "Windows 10",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0 Safari/537.36",
    "Chrome",
    "90",
    "Linux",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) Version/12.0 Mobile/15E148 Safari/604.1",
    "Safari",
    "604",
    "iPhone",
  ],
  ["Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "MSIE", "11", "Windows 7"],
  ["Opera/9.80 (J2ME/MIDP; Opera Mini/7.1; U; en) Presto/2.8 Version/11.10", "Opera Mini", "11", null],
  ["Firefox-iOS-Sync/8.2b1 (iPhone; iPhone OS 10.3)", "FxSync", "8", "iOS"],
  ["Firefox AndroidSync 1.60 (Firefox)", "FxSync", "1", "Android"],
];

describe("a User-Agent header", () => {
  it.each([...single, ...real])(
    "%j is read as browser %s, version %s, system %s",
    (agent, browser, version, os) => {
      expect(parseUserAgent(agent)).toEqual({ browser, version, os });
    },
  );

  it.each([
    ["Mozilla/5.0 (Linux; Android 9; SM-G960F)", "Android"],
    ["Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X; Macintosh)", "iPad"],
    ["Mozilla/5.0 (iPod touch; iPhone)", "iPod"],
    ["Windows NT 6.1 Macintosh Linux BlackBerry Android iPhone iPad", "iPad"],
    ["Windows NT 6.1 Macintosh Linux BlackBerry Android iPhone", "iPhone"],
    ["Windows NT 6.1 Macintosh Linux BlackBerry Android", "Android"],
    ["Windows NT 6.1 Macintosh Linux BlackBerry", "BlackBerry"],
    ["Windows NT 6.1 Macintosh Linux", "Linux"],
    ["Windows NT 6.1 Macintosh", "Macintosh"],
    ["Windows NT 6.1 Windows NT 10.0", "Windows 10"],
  ])("%j names more than one system, of which %s counts", (agent, os) => {
    expect(parseUserAgent(agent).os).toBe(os);
  });

  it("that is missing says nothing", () => {
    expect(parseUserAgent(undefined)).toEqual({ browser: null, version: null, os: null });
  });

  it.each(single.filter(([, browser]) => browser !== null))(
    "keeps its priority whatever follows %j",
    (agent, browser) => {
      const rank = [
        "Edge",
        "Chrome",
        "Opera Mini",
        "Opera Mobi",
        "Opera",
        "MSIE",
        "Safari",
        "FxSync",
        "Firefox",
      ];
      const lower = rank.slice(rank.indexOf(browser ?? "") + 1);
      expect(parseUserAgent([agent, ...lower.filter((name) => name !== "FxSync")].join(" ")).browser).toBe(
        browser,
      );
      expect(parseUserAgent([...lower.filter((name) => name !== "FxSync"), agent].join(" ")).browser).toBe(
        browser,
      );
    },
  );
});
