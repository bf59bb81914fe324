import { join } from "node:path";
import { crc32 } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { DAILY_DATASETS } from "../../src/pipeline/datasets/dataset.ts";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import type { LandingRecord } from "../../src/pipeline/landing/landing-record.ts";
import { LandingSink } from "../../src/pipeline/simulate/landing-sink.ts";
import { runSimulation } from "../../src/pipeline/simulate/run-simulation.ts";
import { resolveOptions } from "../../src/pipeline/simulate/simulation-options.ts";
import { compareDatasets } from "../support/compare-datasets.ts";
import { readWholeLanding } from "../support/landing.ts";
import { landRecords } from "../support/landing-folder.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

const CELLS = 3;
const DAY = "20261101";
const folder = useSuiteFolder();
const at = (...names: string[]) => join(folder(), ...names);

/** The cell of an upload as docs/cluster.md's balancer chooses it. */
const chooseCell = ({ uri }: LandingRecord) => (uri.includes("/focus-event/") ? 0 : crc32(uri) % CELLS);

beforeAll(async () => {
  const settings = resolveOptions({
    clients: 120,
    days: 1,
    duplicates: 0.2,
    malformed: 0.05,
    late: 0,
    histograms: 2,
    focus: 0.3,
    heavyClients: 0,
  });
  await runSimulation(settings, new LandingSink(at("landing"), settings));
  const { records } = await readWholeLanding(at("landing"), DAY);
  const landings = [
    [at("whole", "landing"), records] as const,
    ...Array.from({ length: CELLS }, (_, cell) => {
      const own = records.filter((record) => chooseCell(record) === cell);
      return [at("cells", String(cell), "landing"), own] as const;
    }),
  ];
  for (const [landing, own] of landings) {
    await landRecords(landing, own);
    await runDatasets({ landing, out: join(landing, "..", "data") });
  }
});

// What docs/cluster.md builds on: uploads spread by their path give the same rows as all in one place.
describe("the cells of a cluster", () => {
  it.each([...DAILY_DATASETS.map(({ name }) => name), "focus_events_longitudinal"])(
    "have together the rows of %s that one pipeline has",
    async (name) => {
      const cells = await compareDatasets(at("whole", "data", name), at("cells", "*", "data", name));
      expect([cells.onlyFirst, cells.onlySecond]).toEqual([[], []]);
      expect(cells.rows).toBeGreaterThan(0);
    },
  );
});
