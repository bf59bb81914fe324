import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { CountsReport, ScalarValue } from "../../inspector-api.ts";
import { t, tn } from "../l10n.ts";
import { counts, refreshCounts, useRefresh } from "../reports.ts";
import { type TableColumn, TableGrid } from "./table-grid.tsx";
import { TableSearch } from "./table-search.tsx";

interface CountRow {
  readonly process: string;
  readonly name: string;
  /** Null for a scalar without keys. */
  readonly key: string | null;
  readonly value: ScalarValue;
}

const search = signal("");

const COLUMNS: readonly TableColumn<CountRow>[] = [
  { id: "name", label: t("scalar"), width: { em: 10, share: 1.5 }, value: (row) => row.name },
  { id: "key", label: t("key"), width: { em: 10, share: 2 }, value: (row) => row.key ?? "" },
  { id: "process", label: t("column_process"), width: { em: 7, share: 0 }, value: (row) => row.process },
  {
    id: "value",
    label: t("column_value"),
    width: { em: 6, share: 1 },
    numeric: true,
    value: (row) => (typeof row.value === "boolean" ? String(row.value) : row.value),
  },
];

function rowsOf({ scalars, keyedScalars }: CountsReport): readonly CountRow[] {
  const plain = Object.entries(scalars).flatMap(([process, byName]) =>
    Object.entries(byName).map(([name, value]) => ({ process, name, key: null, value })),
  );
  const keyed = Object.entries(keyedScalars).flatMap(([process, byName]) =>
    Object.entries(byName).flatMap(([name, byKey]) =>
      Object.entries(byKey).map(([key, value]) => ({ process, name, key, value })),
    ),
  );
  return [...keyed, ...plain];
}

/** The summary counts and scalars that the next main ping takes along. */
export function CountsView(): JSX.Element {
  useRefresh(refreshCounts);
  const rows = counts.value === null ? [] : rowsOf(counts.value);
  return (
    <div class="view">
      <div class="toolbar">
        <TableSearch text={search} label={t("searchCounts")} />
        <span class="dim">
          {tn("values", rows.length)} · {tn("scalarDefinitions", counts.value?.definitions.length ?? 0)}
        </span>
      </div>
      {rows.length === 0 ? (
        <div class="empty-list">
          <h2>{t("noCounts")}</h2>
          <p>{t("noCountsHelp")}</p>
        </div>
      ) : (
        <TableGrid
          id="counts-grid"
          label={t("view_counts")}
          items={rows}
          columns={COLUMNS}
          search={search.value}
          idOf={(row) => `${row.process} ${row.name} ${row.key}`}
        />
      )}
    </div>
  );
}
