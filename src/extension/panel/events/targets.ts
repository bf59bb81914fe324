import { computed } from "@preact/signals";
import type { EventRow } from "../../panel-model/event-fields.ts";
import { events } from "../feed.ts";
import { active, selected } from "../state.ts";

/** The events that a command means: the selected ones in the order of the list, else the one under the cursor. */
export function targets(): readonly EventRow[] {
  const list = events();
  const chosen = selected.value;
  const rows = chosen.size === 0 ? [] : list.visible.filter(({ id }) => chosen.has(id));
  if (rows.length > 0) return rows;
  const row = active.value === null ? undefined : list.get(active.value);
  return row === undefined ? [] : [row];
}

export const hasTarget = computed(() => active.value !== null || selected.value.size > 0);

/** The event under the cursor; changes only when that event does. */
export const activeRow = computed(() => (active.value === null ? undefined : events().get(active.value)));
