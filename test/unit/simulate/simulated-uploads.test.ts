import { describe, expect, it } from "vitest";
import { decodeRecord } from "../../../src/pipeline/decode/decode-record.ts";
import { noGeo } from "../../../src/pipeline/decode/geo.ts";
import { packUpload } from "../../../src/pipeline/simulate/pack-upload.ts";
import { simulateClient } from "../../../src/pipeline/simulate/simulate-uploads.ts";
import { resolveOptions } from "../../../src/pipeline/simulate/simulation-options.ts";
import type { Upload } from "../../../src/pipeline/simulate/upload.ts";
import { simulateAll, WELL_BEHAVED } from "../../support/simulation.ts";

const DAY = 24 * 3_600_000;
const documentIdOf = ({ uri }: Upload) => uri.split("/")[3];

describe("a simulation", () => {
  it("gives the same uploads for the same options", () => {
    expect(simulateAll({ seed: "a" })).toEqual(simulateAll({ seed: "a" }));
  });

  it("gives other clients for another seed", () => {
    const [some, others] = ["a", "b"].map((seed) => simulateAll({ seed }).map(documentIdOf));
    expect(some?.filter((id) => others?.includes(id))).toEqual([]);
  });

  it("makes each client the same however many others there are", () => {
    const few = resolveOptions({ clients: 10, days: 2 });
    const many = resolveOptions({ clients: 1_000_000, days: 2, heavyClients: 0 });
    expect([...simulateClient(many, 7)]).toEqual([...simulateClient(few, 7)]);
  });

  it("has one heavy client in a thousand, or as many as it is told", () => {
    expect(resolveOptions({ clients: 2500, days: 1 }).heavyClients).toBe(2);
    expect(resolveOptions({ clients: 10, days: 1, heavyClients: 3 }).heavyClients).toBe(3);
  });

  it.each([
    [{ clients: 0 }, "clients"],
    [{ days: 401 }, "days"],
    [{ late: 1.5 }, "late"],
    [{ firstDay: "20260231" }, "there is no day 20260231"],
    [{ firstDay: "yesterday" }, "YYYYMMDD"],
  ])("refuses %j and names what is wrong", (wrong, message) => {
    expect(() => resolveOptions({ clients: 1, days: 1, ...wrong })).toThrow(message);
  });
});

describe("uploads", () => {
  const rate = 0.2;
  const uploads = simulateAll({ clients: 300, late: rate, duplicates: rate, malformed: rate, skewed: rate });
  const firsts = uploads.filter(({ oddities }) => !oddities.includes("duplicate"));
  const shareOf = (oddity: "late" | "malformed") =>
    firsts.filter(({ oddities }) => oddities.includes(oddity)).length / firsts.length;

  it("are late and malformed at the rates that were asked for", () => {
    expect(shareOf("late")).toBeCloseTo(rate, 1);
    expect(shareOf("malformed")).toBeCloseTo(rate, 1);
  });

  it("that are copies have a first one, the same to the byte, that came earlier", () => {
    const copies = uploads.filter(({ oddities }) => oddities.includes("duplicate"));
    expect(copies.length).toBeGreaterThan(100);
    for (const copy of copies) {
      const first = firsts.find(({ uri, text }) => uri === copy.uri && text === copy.text);
      expect(first?.submittedAt).toBeLessThan(copy.submittedAt);
    }
  });

  it("come in time unless they are late, and late ones 1 to 13 days after", () => {
    const creation = ({ text, documentType }: Upload) =>
      documentType === "main" ? Date.parse(JSON.parse(text).creationDate) : undefined;
    const timely = simulateAll({ ...WELL_BEHAVED, clients: 50 });
    const late = simulateAll({ ...WELL_BEHAVED, clients: 50, late: 1 });
    const delays = (some: Upload[]) =>
      some.flatMap((upload) => {
        const created = creation(upload);
        return created === undefined ? [] : [upload.submittedAt - created];
      });
    expect(Math.min(...delays(timely))).toBeGreaterThan(0);
    expect(
      delays(timely).filter((delay) => delay < 4 * 3_600_000).length / delays(timely).length,
    ).toBeGreaterThan(0.9);
    expect(Math.min(...delays(late))).toBeGreaterThanOrEqual(DAY);
    expect(Math.max(...delays(late))).toBeLessThanOrEqual(13 * DAY);
  });

  it("of clients with a wrong clock carry a Date header that says so", () => {
    const skews = simulateAll({ ...WELL_BEHAVED, skewed: 1 }).map(
      ({ headers, submittedAt }) => Date.parse(headers.Date ?? "") - submittedAt,
    );
    expect(skews.some((skew) => skew > 60_000) && skews.some((skew) => skew < -60_000)).toBe(true);
  });

  it("of a shutdown come from the pingsender, others from the product", () => {
    for (const { text, documentType, headers } of simulateAll(WELL_BEHAVED)) {
      if (documentType !== "main") continue;
      const shutdown = JSON.parse(text).payload.info.reason === "shutdown";
      expect(headers["X-PingSender-Version"]).toBe(shutdown ? "1.0" : undefined);
      expect(headers["User-Agent"]).toMatch(shutdown ? /^pingsender/ : /^Mozilla\/5\.0 .*Firefox\/\d+\.0$/);
    }
  });
});

describe("the decoder", () => {
  async function decode(upload: Upload) {
    const record = {
      submission_timestamp: "2026-11-24T02:00:00.123456Z",
      uri: upload.uri,
      args: "v=4",
      protocol: "HTTP/1.1",
      method: "POST",
      remote_addr: "10.138.0.7",
      host: "edge.example",
      body: await packUpload(upload),
    };
    const lines = decodeRecord(record, "20261124", 1, noGeo);
    return lines.find(({ table }) => table === "refusal")?.line ?? "taken";
  }

  it("takes every upload that is not malformed", async () => {
    for (const upload of simulateAll({ ...WELL_BEHAVED, skewed: 0.3 })) {
      expect(await decode(upload), upload.uri).toBe("taken");
    }
  });

  it("refuses something of nearly every upload that is malformed", async () => {
    const malformed = simulateAll({ ...WELL_BEHAVED, malformed: 1 });
    const decoded = await Promise.all(malformed.map(decode));
    const refused = decoded.filter((outcome) => outcome !== "taken");
    expect(refused.length / decoded.length).toBeGreaterThan(0.9);
  });
});
