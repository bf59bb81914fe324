import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { EventDefinitionInfo } from "../../inspector-api.ts";
import { paintSource } from "../events/event-cells.ts";
import { needsPaint } from "../grid/paint-text.ts";
import { t, tn } from "../l10n.ts";
import { refreshRegistry, registry, useRefresh } from "../reports.ts";
import { learnSources } from "../sources.ts";
import { update } from "../state.ts";
import { type TableColumn, TableGrid } from "./table-grid.tsx";
import { TableSearch } from "./table-search.tsx";

const search = signal("");

function isOff({ category }: EventDefinitionInfo): boolean {
  return registry.peek()?.categories.some((known) => known.category === category && !known.enabled) === true;
}

function flagsOf(definition: EventDefinitionInfo): string {
  return [
    definition.dataset === 0 ? t("allChannels") : t("prereleaseChannels"),
    ...(definition.expired ? [t("expired")] : []),
    ...(definition.builtin ? [t("builtin")] : []),
    ...(isOff(definition) ? [t("categoryOff")] : []),
  ].join(", ");
}

/** Zero is said in a word, so that what was never recorded stands out without its colour. */
function paintRecorded(cell: HTMLElement, { recorded }: EventDefinitionInfo): void {
  if (!needsPaint(cell, String(recorded))) return;
  const badge = document.createElement("span");
  badge.className = "never";
  badge.textContent = t("never");
  cell.replaceChildren(recorded === 0 ? badge : recorded.toLocaleString());
}

const COLUMNS: readonly TableColumn<EventDefinitionInfo>[] = [
  { id: "category", label: t("column_category"), width: { em: 7, share: 1.3 }, value: (d) => d.category },
  { id: "method", label: t("column_method"), width: { em: 5, share: 1 }, value: (d) => d.method },
  { id: "object", label: t("column_object"), width: { em: 5, share: 1 }, value: (d) => d.object },
  { id: "keys", label: t("extraKeys"), width: { em: 6, share: 1.5 }, value: (d) => d.extraKeys.join(", ") },
  {
    id: "source",
    label: t("column_source"),
    width: { em: 6, share: 1.2 },
    value: (d) => d.source,
    paint: (cell, d) => paintSource(cell, d.source, null),
  },
  { id: "flags", label: t("flags"), width: { em: 6, share: 1.2 }, value: flagsOf },
  {
    id: "recorded",
    label: t("recorded"),
    width: { em: 7, share: 0 },
    numeric: true,
    value: (d) => d.recorded,
    paint: paintRecorded,
  },
  { id: "refused", label: t("refused"), width: { em: 7, share: 0 }, numeric: true, value: (d) => d.refused },
];

function idOf({ category, method, object }: EventDefinitionInfo): string {
  return `${category}#${method}#${object}`;
}

/** The events of one definition in the list. */
function showEvents({ category, method, object }: EventDefinitionInfo): void {
  update({ view: "events", fields: { category: [category], method: [method], object: [object] }, text: "" });
}

/** Every registered event, and what became of it. */
export function RegistryView(): JSX.Element {
  useRefresh(refreshRegistry);
  const { categories = [], definitions = [] } = registry.value ?? {};
  void learnSources(definitions.map(({ source }) => source));
  const never = definitions.filter(({ recorded }) => recorded === 0).length;
  return (
    <div class="view">
      <div class="toolbar">
        <TableSearch text={search} label={t("searchRegistry")} />
        <span class="dim">
          {tn("categories", categories.length)} · {tn("definitions", definitions.length)} ·{" "}
          {tn("neverRecorded", never)}
        </span>
      </div>
      {definitions.length === 0 ? (
        <div class="empty-list">
          <h2>{t("finding_nothingRegistered")}</h2>
          <p>{t("finding_nothingRegistered_do")}</p>
        </div>
      ) : (
        <TableGrid
          id="registry-grid"
          label={t("view_registry")}
          items={definitions}
          columns={COLUMNS}
          search={search.value}
          idOf={idOf}
          rowClass={(d) => (d.recorded === 0 ? "is-never" : "")}
          onOpen={showEvents}
        />
      )}
    </div>
  );
}
