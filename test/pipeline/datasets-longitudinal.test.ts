import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { landedRecord } from "../support/landed-record.ts";
import { landRecords } from "../support/landing-folder.ts";
import { focusEventPingSample } from "../support/ping-samples.ts";
import { queryDatasets } from "../support/read-datasets.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

/** A focus-event ping that names itself by its locale. */
interface Sent {
  readonly name: string;
  readonly seq: number;
  readonly created: number;
  /** `YYYY-MM-DD`; the last day of the window when left out. */
  readonly day?: string;
  readonly second?: number;
}

const LAST = "2026-11-24";

const RULES: readonly (readonly [rule: string, sent: readonly Sent[], order: readonly string[]])[] = [
  ["a client's only ping is an array of one", [{ name: "a", seq: 1, created: 5 }], ["a"]],
  [
    "the highest sequence number is first",
    [
      { name: "a", seq: 2, created: 5 },
      { name: "b", seq: 10, created: 1 },
      { name: "c", seq: 9, created: 9 },
    ],
    ["b", "c", "a"],
  ],
  [
    "of one sequence number the last created is first",
    [
      { name: "a", seq: 1, created: 5 },
      { name: "b", seq: 1, created: 7 },
      { name: "c", seq: 1, created: 6 },
    ],
    ["b", "c", "a"],
  ],
  [
    "of the same of both the first that was submitted is first",
    [
      { name: "a", seq: 1, created: 5, second: 3 },
      { name: "b", seq: 1, created: 5, second: 2 },
      { name: "c", seq: 1, created: 5, day: "2026-11-23" },
    ],
    ["c", "b", "a"],
  ],
  [
    "six months to the last day are in it, and no day more",
    [
      { name: "in", seq: 1, created: 5, day: "2026-05-24" },
      { name: "out", seq: 2, created: 6, day: "2026-05-23" },
      { name: "last", seq: 3, created: 7 },
    ],
    ["last", "in"],
  ],
];

const clientOf = (rule: number) => `10000000-0000-4000-8000-${String(rule).padStart(12, "0")}`;
const folder = useSuiteFolder();
const out = () => join(folder(), "out");

beforeAll(async () => {
  let n = 0;
  const records = RULES.flatMap(([, sent], rule) =>
    sent.map(({ name, seq, created, day = LAST, second = 0 }) => {
      n += 1;
      return landedRecord({
        type: "focus-event",
        app: "Focus",
        documentId: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
        at: `${day}T02:00:0${second}.000000Z`,
        ping: { ...focusEventPingSample(), clientId: clientOf(rule), locale: name, seq, created },
      });
    }),
  );
  await landRecords(join(folder(), "landing"), records);
  await runDatasets({ landing: join(folder(), "landing"), out: out() });
});

describe("focus_events_longitudinal", () => {
  it.each(RULES.map(([rule, , order], n) => [rule, order, n] as const))("%s", async (_, order, n) => {
    const rows = await queryDatasets(
      out(),
      `SELECT * FROM focus_events_longitudinal WHERE client_id = '${clientOf(n)}'`,
    );
    expect(rows.map(({ locale }) => locale)).toEqual([order]);
    const { client_id: _client, ...arrays } = rows[0] ?? {};
    for (const [column, array] of Object.entries(arrays)) {
      expect([column, (array as unknown[]).length]).toEqual([column, order.length]);
    }
  });

  it("has one row a client", async () => {
    const rows = await queryDatasets(out(), "SELECT client_id FROM focus_events_longitudinal ORDER BY 1");
    expect(rows.map(({ client_id }) => client_id)).toEqual(RULES.map((_, n) => clientOf(n)));
  });
});
