import { computed, effect } from "@preact/signals";
import { type ColumnId, isColumnId } from "../../panel-model/columns.ts";
import { compileFilter } from "../../panel-model/event-filter.ts";
import { compileOrder, nextSort } from "../../panel-model/event-order.ts";
import { NO_FILTER } from "../../panel-model/panel-state.ts";
import { events, lookAt, newestId } from "../feed.ts";
import { sourceNames } from "../sources.ts";
import {
  clearedUpTo,
  current,
  fields,
  group,
  highlight,
  marks,
  pinnedOnly,
  regex,
  sort,
  text,
  time,
  update,
} from "../state.ts";

/** How often what the last minutes are is looked at again. */
const RELATIVE_MS = 1_000;

export const filter = computed(() =>
  compileFilter(
    {
      text: text.value,
      regex: regex.value,
      highlight: highlight.value,
      fields: fields.value,
      time: time.value,
      clearedUpTo: clearedUpTo.value,
      pinnedOnly: pinnedOnly.value,
    },
    {
      names: sourceNames.value,
      isPinned: (id) => current().marks[id]?.pinned === true,
      now: () => Date.now(),
    },
  ),
);

/** Pins move events only where they decide what is on the list; notes only where it is sorted by them. */
const pins = computed(() => (pinnedOnly.value ? marks.value : null));
const notes = computed(() => (sort.value.column === "note" ? marks.value : null));

export const order = computed(() => {
  notes.value;
  return compileOrder(sort.value, group.value, (id) => current().marks[id]?.note ?? "");
});

/** Keeps the list as the state says it should be. */
export function keepListInView(): void {
  effect(() => {
    pins.value;
    lookAt({ passes: filter.value.passes, order: order.value });
  });
  setInterval(() => {
    if (time.peek().kind === "last") lookAt({ passes: filter.peek().passes, order: order.peek() });
  }, RELATIVE_MS);
}

/** At which end of the list events arrive; null where they arrive anywhere. */
export const tailEnd = computed(() => {
  if (group.value !== null || sort.value.column !== "time") return null;
  return sort.value.descending ? ("start" as const) : ("end" as const);
});

export function clearFilter(): void {
  update(NO_FILTER);
}

/** Takes everything off the list; nothing is deleted, and `clearedUpTo: 0` brings it back. */
export function clearList(): void {
  update({ clearedUpTo: newestId.peek(), active: null, selected: [] });
}

export function sortBy(column: string): void {
  if (isColumnId(column)) update({ sort: nextSort(current().sort, column as ColumnId) });
}

/** Events on the list, and held by the panel. Numbers, so that who shows one is drawn anew only when it is another. */
export const shownCount = computed(() => events().visible.length);
export const heldCount = computed(() => events().held);
