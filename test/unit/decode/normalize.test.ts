import { describe, expect, it } from "vitest";
import { normalizeAppName } from "../../../src/pipeline/decode/normalize-app-name.ts";
import { normalizeChannel } from "../../../src/pipeline/decode/normalize-channel.ts";
import { normalizeCountry } from "../../../src/pipeline/decode/normalize-country.ts";
import { normalizeOs, normalizeOsVersion } from "../../../src/pipeline/decode/normalize-os.ts";
import { computeSampleId } from "../../../src/pipeline/decode/sample-id.ts";
import { normalizeUuid } from "../../../src/pipeline/decode/uuid.ts";

describe("the normalised channel", () => {
  it.each([
    ["release", "release"],
    ["esr", "esr"],
    ["beta", "beta"],
    ["aurora", "aurora"],
    ["nightly", "nightly"],
    ["nightly-cck-mint", "nightly"],
    ["beta-cck-x", "beta"],
    ["betatest", "beta"],
    ["esr52", "Other"],
    ["Release", "Other"],
    ["release-cck-x", "Other"],
    ["default", "Other"],
    ["", "Other"],
  ])("of %j is %s", (channel, expected) => {
    expect(normalizeChannel(channel)).toBe(expected);
  });
});

describe("the normalised operating system", () => {
  it.each([
    ["Windows", "Windows"],
    ["Windows_NT", "Windows"],
    ["WINNT", "Windows"],
    ["Darwin", "Mac"],
    ["Linux", "Linux"],
    ["GNU/Linux", "Linux"],
    ["FreeBSD", "Linux"],
    ["SunOS", "Linux"],
    ["Solaris", "Linux"],
    ["iOS", "iOS"],
    ["My iPhone", "iOS"],
    ["Android", "Android"],
    ["Android 9", "Android"],
    ["IOS", "Other"],
    ["All the Androids", "Other"],
    ["AIX", "Other"],
    ["", "Other"],
  ])("of %j is %s", (name, expected) => {
    expect(normalizeOs(name)).toBe(expected);
  });
});

describe("the normalised version of the operating system", () => {
  it.each([
    ["10.10.3.4.1", "10.10.3"],
    ["10.0", "10.0"],
    ["6", "6"],
    ["6.1.7601 Service Pack 1", "6.1.7601"],
    ["4.15.0-45-generic", "4.15.0"],
    ["10.", "10"],
    ["sixteen", ""],
    ["", ""],
  ])("of %j is %j", (version, expected) => {
    expect(normalizeOsVersion(version)).toBe(expected);
  });
});

describe("the normalised application name", () => {
  it.each([
    ["Zerda_cn", "Zerda_cn"],
    ["Zerda", "Zerda"],
    ["Focus-TV", "Focus-TV"],
    ["Focus", "Focus"],
    ["FocusBeta", "Focus"],
    ["Klar", "Klar"],
    ["FirefoxReality_oculusvr", "FirefoxReality_oculusvr"],
    ["FirefoxForFireTV", "FirefoxForFireTV"],
    ["FirefoxConnect", "FirefoxConnect"],
    ["Fennec", "Fennec"],
    ["Scryer", "Scryer"],
    ["WebXR", "WebXR"],
    ["Lockbox", "Lockbox"],
    ["Firefox", "Firefox"],
    ["FirefoxSomething", "Firefox"],
    ["firefox", "Other"],
    ["Chrome", "Other"],
  ])("of %j is %s", (name, expected) => {
    expect(normalizeAppName(name)).toBe(expected);
  });
});

describe("the normalised country", () => {
  it.each([
    ["DE", "DE"],
    ["de", "DE"],
    ["Zz", "ZZ"],
    ["??", "Other"],
    ["DEU", "Other"],
    ["D", "Other"],
    ["", "Other"],
    ["DE\n", "Other"],
  ])("of %j is %s", (code, expected) => {
    expect(normalizeCountry(code)).toBe(expected);
  });
});

describe("the sample id", () => {
  it.each([
    ["2907648d-711b-4e9f-94b5-52a2b40a44b1", 67],
    ["2907648D-711B-4E9F-94B5-52A2B40A44B1", 67],
    ["90210716-99f8-0a4f-8119-9bfc16cd68a3", 17],
    ["859c8a32-0b73-b547-a5e7-8ef4ed9c4c2d", 55],
    ["", 0],
  ])("of %j is %d", (clientId, expected) => {
    expect(computeSampleId(clientId)).toBe(expected);
  });
});

describe("a normalised UUID", () => {
  const plain = "2907648d-711b-4e9f-94b5-52a2b40a44b1";

  it.each([[plain], [plain.toUpperCase()], [`{${plain}}`], [`{${plain.toUpperCase()}}`]])(
    "is lower case and has no braces: %s",
    (sent) => {
      expect(normalizeUuid(sent)).toBe(plain);
    },
  );

  it.each([
    [`{${plain}`],
    [`${plain}}`],
    [`{{${plain}}}`],
    [plain.slice(1)],
    [plain.replaceAll("-", "")],
    [` ${plain}`],
    ["g907648d-711b-4e9f-94b5-52a2b40a44b1"],
    [""],
    [null],
    [42],
  ])("is refused when it is %j", (sent) => {
    expect(normalizeUuid(sent)).toBeNull();
  });
});
