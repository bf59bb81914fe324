import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { landedRecord } from "../support/landed-record.ts";
import { landRecords } from "../support/landing-folder.ts";
import { queryDatasets } from "../support/read-datasets.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

/** A copy as it landed: at this second, from this telemetry type or generic URI. */
interface Copy {
  readonly at: number;
  readonly day?: string;
  readonly place?: "crash" | "update" | "elsewhere" | "pocket";
  /** Written upper case or in braces in the URI. */
  readonly spelled?: "upper" | "braces";
}

/** Copies in the order of landing, and the numbers of those that are kept. */
const RULES: readonly (readonly [rule: string, copies: readonly Copy[], kept: readonly number[]])[] = [
  ["one copy is kept", [{ at: 1 }], [0]],
  ["of two the earlier is kept", [{ at: 1 }, { at: 2 }], [0]],
  ["in whatever order they landed", [{ at: 3 }, { at: 2 }, { at: 1 }, { at: 4 }], [2]],
  ["of two of the same instant the first that landed is kept", [{ at: 2 }, { at: 2 }], [0]],
  ["a hundred copies are one", Array.from({ length: 100 }, (_, n) => ({ at: 59 - (n % 59) })), [58]],
  [
    "an id in upper case or in braces is the same id",
    [{ at: 3 }, { at: 2, spelled: "upper" }, { at: 1, spelled: "braces" }],
    [2],
  ],
  ["another document type may use the id again", [{ at: 1 }, { at: 2, place: "update" }, { at: 3 }], [0, 1]],
  [
    "another namespace may use the id again",
    [
      { at: 1, place: "elsewhere" },
      { at: 2, place: "pocket" },
    ],
    [0, 1],
  ],
  ["each day is by itself", [{ at: 1 }, { at: 1, day: "25" }, { at: 2, day: "25" }], [0, 1]],
];

const URIS = {
  crash: (id: string) => `/submit/telemetry/${id}/crash/Firefox/153.7/release/20261102153000`,
  update: (id: string) => `/submit/telemetry/${id}/update/Firefox/153.7/release/20261102153000`,
  elsewhere: (id: string) => `/submit/elsewhere/crash/1/${id}`,
  pocket: (id: string) => `/submit/pocket/crash/1/${id}`,
};

const idOf = (rule: number) => `abcdef00-0000-4000-8000-${String(rule).padStart(12, "0")}`;

function spell(id: string, spelled: Copy["spelled"]): string {
  if (spelled === "upper") return id.toUpperCase();
  return spelled === "braces" ? `{${id}}` : id;
}

const folder = useSuiteFolder();
const out = () => join(folder(), "out");

beforeAll(async () => {
  const records = RULES.flatMap(([, copies], rule) =>
    copies.map(({ at, day = "24", place = "crash", spelled }, copy) =>
      landedRecord({
        uri: URIS[place](spell(idOf(rule), spelled)),
        at: `2026-11-${day}T02:00:${String(at).padStart(2, "0")}.000000Z`,
        ping: { copy },
      }),
    ),
  );
  await landRecords(join(folder(), "landing"), records);
  await runDatasets({ landing: join(folder(), "landing"), out: out() });
});

describe("deduplication", () => {
  it.each(RULES.map(([rule, copies, kept], n) => [rule, copies, kept, n] as const))(
    "%s",
    async (_, copies, kept, n) => {
      const rows = await queryDatasets(
        out(),
        `SELECT payload FROM other_pings WHERE document_id = '${idOf(n)}'`,
      );
      const found = rows.map(({ payload }) => (JSON.parse(String(payload)) as { copy: number }).copy);
      expect(found.sort((a, b) => a - b)).toEqual(kept);
      const refused = await queryDatasets(
        out(),
        `SELECT error_type, payload FROM errors WHERE document_id = '${idOf(n)}'`,
      );
      expect(refused).toEqual(
        Array.from({ length: copies.length - kept.length }, () => ({ error_type: "Duplicate", payload: "" })),
      );
    },
  );
});
