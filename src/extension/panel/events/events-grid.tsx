import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type ColumnId, condenseColumns, NARROW_COLUMNS } from "../../panel-model/columns.ts";
import { GroupedRows, isGroupHead, type ListItem } from "../../panel-model/grouped-rows.ts";
import { events } from "../feed.ts";
import { Grid } from "../grid/grid.ts";
import type { GridModel, GridOptions, SelectionChange } from "../grid/grid-types.ts";
import { t } from "../l10n.ts";
import { place } from "../place.ts";
import { sources } from "../sources.ts";
import {
  active,
  collapsed,
  columns,
  current,
  follow,
  group,
  highlight,
  marks,
  selected,
  sort,
  update,
} from "../state.ts";
import { gridColumn, paintGroup } from "./event-cells.ts";
import { filter, sortBy, tailEnd } from "./list-view.ts";

export const EVENTS_GRID = "events-grid";
/** Pixels below which an event gets one column for its three names, below which there is room for three columns only, and below which not even for these in full. */
const MEDIUM = 760;
const NARROW = 560;
const SMALL = 390;
/** Ids of group heads begin with it; those of events are numbers. */
const GROUP_ID = "group ";

function modelOf(): GridModel<ListItem> {
  const list = events();
  const rows = new GroupedRows(list.visible, group.value, collapsed.value);
  return {
    length: rows.length,
    grouped: group.value !== null,
    at: (index) => rows.at(index),
    idOf: (item) => (isGroupHead(item) ? GROUP_ID + item.group : String(item.id)),
    indexOf: (id) => {
      if (id.startsWith(GROUP_ID)) return rows.indexOfGroup(id.slice(GROUP_ID.length));
      const row = list.get(Number(id));
      return row === undefined ? -1 : rows.indexOf(row);
    },
  };
}

function select({ kind, ids }: SelectionChange): void {
  const chosen = ids.map(Number);
  if (kind === "all") update({ selected: events().visible.map(({ id }) => id) });
  else if (kind === "only") update({ selected: chosen });
  else {
    const kept = new Set(current().selected);
    for (const id of chosen) {
      if (!kept.delete(id)) kept.add(id);
    }
    update({ selected: [...kept] });
  }
}

function toggleGroup(item: ListItem): void {
  if (!isGroupHead(item)) return;
  const closed = current().collapsed;
  const { group: name } = item;
  update({ collapsed: closed.includes(name) ? closed.filter((other) => other !== name) : [...closed, name] });
}

type Room = "wide" | "medium" | "narrow" | "small";

function roomOf({ clientWidth }: HTMLElement): Room {
  if (clientWidth < NARROW) return clientWidth < SMALL ? "small" : "narrow";
  return clientWidth < MEDIUM ? "medium" : "wide";
}

function columnsIn(room: Room): readonly ColumnId[] {
  if (room === "wide") return columns.peek();
  return room === "medium" ? condenseColumns(columns.peek()) : NARROW_COLUMNS;
}

function rowClass(item: ListItem): string {
  if (isGroupHead(item)) return "";
  const found = highlight.peek() && filter.peek().matches(item) ? " found" : "";
  return `is-${item.state}${found}`;
}

const OPTIONS: GridOptions<ListItem> = {
  id: EVENTS_GRID,
  label: t("eventsList"),
  rowClass,
  paintHead: (cell, item) => paintGroup(cell, item, group.peek() ?? ""),
  isOpen: (item) => (isGroupHead(item) ? !item.collapsed : null),
  isSelected: (item) => !isGroupHead(item) && selected.peek().has(item.id),
  onActive: (id) => update({ active: id === null || id.startsWith(GROUP_ID) ? null : Number(id) }),
  onOpen: () => update({ detail: !current().detail }),
  onPick: () => update({ detail: true }),
  onSort: sortBy,
  onSelect: select,
  onToggle: toggleGroup,
  onFollow: (on) => update({ follow: on }),
};

/** The list of events. What is drawn is the grid's own; this only tells it what there is. */
export function EventsGrid(): JSX.Element {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = holder.current;
    if (host === null) return;
    const grid = new Grid<ListItem>(OPTIONS);
    host.append(grid.element);
    // A popup is there to be read at once; elsewhere the focus is the person's.
    if (place === "popup" && document.activeElement === document.body) grid.element.focus();
    let room = roomOf(host);
    const setColumns = (): void => {
      grid.element.classList.toggle("small", room === "small");
      grid.setColumns(
        columnsIn(room).map((column) => gridColumn(column, room === "small")),
        sort.peek(),
      );
    };
    const resized = new ResizeObserver(() => {
      if (room === roomOf(host)) return;
      room = roomOf(host);
      setColumns();
    });
    resized.observe(host);
    const stops = [
      effect(() => {
        columns.value;
        sort.value;
        setColumns();
      }),
      effect(() => grid.setModel(modelOf())),
      effect(() => grid.setTail(tailEnd.value, follow.value)),
      effect(() => grid.cursor.set(active.value === null ? null : String(active.value))),
      effect(() => {
        selected.value;
        marks.value;
        sources.value;
        filter.value;
        grid.render();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      resized.disconnect();
      grid.destroy();
    };
  }, []);
  return <div ref={holder} class="grid-place" />;
}
