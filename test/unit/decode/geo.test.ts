import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOWHERE, noGeo, openGeo } from "../../../src/pipeline/decode/geo.ts";
import { writeMmdb } from "../../support/mmdb.ts";

let folder: string;
let database: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "geo-"));
  database = join(folder, "city.mmdb");
  await writeFile(
    database,
    writeMmdb({
      202: {
        country: { iso_code: "AU" },
        city: { geoname_id: 2147714, names: { en: "Sydney" } },
        subdivisions: [{ iso_code: "NSW" }, { iso_code: "X2" }],
      },
      10: { country: { iso_code: "DE" } },
    }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe("the geo look-up", () => {
  it("tells a city only when it is allowed", async () => {
    const place = {
      country: "AU",
      subdivision1: "NSW",
      subdivision2: "X2",
      dbVersion: "2026-11-24T00:00:00.000Z",
    };
    expect((await openGeo(database)).locate("202.196.224.0")).toEqual({ ...place, city: null });
    expect((await openGeo(database, new Set([2147714]))).locate("202.196.224.0")).toEqual({
      ...place,
      city: "Sydney",
    });
  });

  it("tells what the database knows", async () => {
    expect((await openGeo(database)).locate("10.1.2.3")).toMatchObject({
      country: "DE",
      city: null,
      subdivision1: null,
    });
  });

  it.each([["192.0.2.1"], ["nonsense"], [""], ["202.196.224.0:80"], [null]])(
    "finds %j nowhere",
    async (address) => {
      expect((await openGeo(database)).locate(address)).toEqual(NOWHERE);
    },
  );

  it("without a database finds everything nowhere", () => {
    expect(noGeo.locate("202.196.224.0")).toEqual(NOWHERE);
  });
});
