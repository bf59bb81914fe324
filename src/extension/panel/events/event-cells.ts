import { type ColumnId, cellText, extraKeyOf } from "../../panel-model/columns.ts";
import { isImported } from "../../panel-model/event-fields.ts";
import { isGroupHead, type ListItem } from "../../panel-model/grouped-rows.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import type { ColumnWidth, GridColumn } from "../grid/grid-types.ts";
import { needsPaint, paintText } from "../grid/paint-text.ts";
import { formatClock, formatSeconds, t, tMaybe, tn } from "../l10n.ts";
import { sources } from "../sources.ts";
import { marks } from "../state.ts";
import { filter } from "./list-view.ts";

const WIDTHS: Readonly<Record<string, ColumnWidth>> = {
  state: { em: 8.6, share: 0 },
  time: { em: 8.6, share: 0 },
  category: { em: 7, share: 1.2 },
  method: { em: 5, share: 1 },
  object: { em: 5, share: 1 },
  value: { em: 5, share: 1.2 },
  extra: { em: 7, share: 2 },
  source: { em: 8.5, share: 1.2 },
  process: { em: 6, share: 0 },
  ping: { em: 8, share: 1 },
  note: { em: 6, share: 1 },
  event: { em: 15, share: 4 },
};
const EXTRA_WIDTH: ColumnWidth = { em: 6, share: 1 };
/** Where there is no room for words: the state's shape, and the time to the second. */
const SMALL_WIDTHS: Readonly<Record<string, ColumnWidth>> = {
  state: { em: 2.2, share: 0 },
  time: { em: 5.6, share: 0 },
};

export function columnLabel(id: ColumnId): string {
  const key = extraKeyOf(id);
  return key === null ? tMaybe(`column_${id}`) : visibleText(key);
}

export function gridColumn(id: ColumnId, small: boolean): GridColumn<ListItem> {
  return {
    id,
    label: columnLabel(id),
    width: (small ? SMALL_WIDTHS[id] : undefined) ?? WIDTHS[id] ?? EXTRA_WIDTH,
    ...(id === "time" ? { numeric: true } : {}),
    paint: (cell, item) => {
      if (isGroupHead(item)) return;
      if (id === "time") paintText(cell, (small ? formatSeconds : formatClock)(item.wallTime), null);
      else paintCell(cell, id, item);
    },
  };
}

function paintCell(cell: HTMLElement, id: ColumnId, item: Exclude<ListItem, { group: string }>): void {
  switch (id) {
    case "state": {
      const mark = marks.peek().get(item.id);
      const flags = `${isImported(item) ? " imported" : ""}${mark?.pinned ? " pinned" : ""}`;
      if (!needsPaint(cell, item.state + flags)) return;
      const badge = document.createElement("span");
      badge.className = `state state-${item.state}${flags}`;
      badge.textContent = tMaybe(`state_${item.state}`);
      cell.replaceChildren(badge);
      return;
    }
    case "source":
      paintSource(cell, item.source, filter.peek().marker);
      return;
    default:
      paintText(cell, cellText(item, id, marks.peek().get(item.id)?.note ?? ""), filter.peek().marker);
  }
}

/** The add-on's icon and name, a page's origin, or Firefox; the id is in the tooltip. */
export function paintSource(cell: HTMLElement, id: string, marker: RegExp | null): void {
  const info = sources.peek().get(id);
  let [icon, label] = cell.children as unknown as [HTMLImageElement?, HTMLElement?];
  if (!icon || !label) {
    icon = document.createElement("img");
    icon.className = "source-icon";
    icon.alt = "";
    label = document.createElement("span");
    label.className = "source-name";
    cell.replaceChildren(icon, label);
  }
  const src = info?.icon ?? `../icons/source-${info?.kind ?? "extension"}.svg`;
  if (icon.getAttribute("src") !== src) icon.src = src;
  paintText(label, info?.name ?? id, marker);
}

/** The one cell of a group's head. */
export function paintGroup(cell: HTMLElement, item: ListItem, field: string): void {
  if (!isGroupHead(item)) return;
  const value =
    field === "source"
      ? (sources.peek().get(item.group)?.name ?? item.group)
      : field === "state"
        ? tMaybe(`state_${item.group}`)
        : item.group;
  paintText(cell, `${value === "" ? t("noValue") : value} — ${tn("events", item.count)}`, null);
}
