import { describe, expect, it } from "vitest";
import { parseUri } from "../../../src/pipeline/decode/parse-uri.ts";
import { RefusedMessage } from "../../../src/pipeline/decode/refusal.ts";

const ID = "2907648d-711b-4e9f-94b5-52a2b40a44b1";

function refuse(path: string, args = ""): string {
  try {
    parseUri(path, args);
  } catch (error) {
    if (error instanceof RefusedMessage) return error.refusal.fault;
    throw error;
  }
  return "kept";
}

describe("a submission URI", () => {
  it("of the telemetry form names document, type and application, and no version", () => {
    expect(parseUri(`/submit/telemetry/${ID}/main/Firefox/61.0a1/nightly/20180328030202`, "v=4")).toEqual({
      namespace: "telemetry",
      documentType: "main",
      documentVersion: null,
      documentId: ID,
      application: {
        appName: "Firefox",
        appVersion: "61.0a1",
        appUpdateChannel: "nightly",
        appBuildId: "20180328030202",
      },
    });
  });

  it("of the generic form names namespace, type, version and document", () => {
    expect(parseUri(`/submit/org-mozilla-fenix/baseline/1/${ID.toUpperCase()}`, "")).toEqual({
      namespace: "org-mozilla-fenix",
      documentType: "baseline",
      documentVersion: "1",
      documentId: ID,
      application: null,
    });
  });

  it.each([
    [`/submit/telemetry/{${ID}}/main/Firefox/61/nightly/2018`, "", "kept"],
    [`/submit/telemetry/${ID}/main/Firefox/61/nightly/2018`, "", "kept"],
    [`/submit/telemetry/${ID}/main/Firefox/61/nightly/2018`, "v=4&x=1", "kept"],
    [`/submit/telemetry/${ID}/main/Firefox/61/nightly/2018`, "v=3", "UnsupportedArguments"],
    [`/submit/telemetry/${ID}/main/Firefox/61/nightly/2018`, "v=", "UnsupportedArguments"],
    ["/submit/telemetry/main/Firefox/61.0a1/nightly/20180328030202", "", "UnexpectedPathElements"],
    [`/submit/telemetry/${ID}/main/Firefox/61/nightly/2018/extra`, "", "UnexpectedPathElements"],
    [`/submit/telemetry/${ID}/main/Firefox/61/nightly/2018/`, "", "UnexpectedPathElements"],
    [`/submit/telemetry/${ID}/main//61/nightly/2018`, "", "InvalidUri"],
    ["/submit/telemetry/not-a-uuid/main/Firefox/61/nightly/2018", "", "InvalidUri"],
    [`/submit/ns/type/1/${ID}/`, "", "UnexpectedPathElements"],
    [`/submit/ns/type/${ID}`, "", "UnexpectedPathElements"],
    [`/submit//type/1/${ID}`, "", "InvalidUri"],
    ["/submit/ns/type/1/../../../etc/passwd", "", "UnexpectedPathElements"],
    ["/submit/eng-workflow/hgpush/1/2c3a0767", "", "InvalidUri"],
    ["/submit/sslreports", "", "UnwantedData"],
    ["/submit/sslreports/", "", "UnwantedData"],
    ["/submit", "", "InvalidUri"],
    ["/elsewhere/telemetry", "", "InvalidUri"],
    ["", "", "InvalidUri"],
  ])("%s?%s is %s", (path, args, expected) => {
    expect(refuse(path, args)).toBe(expected);
  });
});
