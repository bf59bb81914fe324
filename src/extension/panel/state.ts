import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import browser from "webextension-polyfill";
import type { Mark } from "../panel-model/exported-event.ts";
import {
  DEFAULT_STATE,
  isFiltered,
  type PanelState,
  readPanelState,
  SETTINGS,
} from "../panel-model/panel-state.ts";
import { failed, succeeded } from "./failure.ts";
import { linked } from "./place.ts";

/** One key in each of the two storages. */
const KEY = "panel";

const state = signal<PanelState>(DEFAULT_STATE);

/** One part of the state; changes only when that part does. */
export function part<K extends keyof PanelState>(name: K): ReadonlySignal<PanelState[K]> {
  return computed(() => state.value[name]);
}

export const view = part("view");
export const text = part("text");
export const regex = part("regex");
export const highlight = part("highlight");
export const fields = part("fields");
export const time = part("time");
export const pinnedOnly = part("pinnedOnly");
export const sort = part("sort");
export const group = part("group");
const collapsedGroups = part("collapsed");
export const collapsed = computed(() => new Set(collapsedGroups.value));
export const columns = part("columns");
export const follow = part("follow");
export const pausedAt = part("pausedAt");
export const clearedUpTo = part("clearedUpTo");
const selectedIds = part("selected");
export const selected = computed(() => new Set(selectedIds.value));
export const active = part("active");
export const detail = part("detail");
const marksById = part("marks");
/** Pins and notes by event id. */
export const marks: ReadonlySignal<ReadonlyMap<number, Mark>> = computed(
  () => new Map(Object.entries(marksById.value).map(([id, mark]) => [Number(id), mark])),
);
export const timelineBy = part("timelineBy");
export const pingType = part("pingType");
export const singleKeys = part("singleKeys");
export const theme = part("theme");
export const filtered = computed(() => isFiltered(state.value));

export function current(): PanelState {
  return state.peek();
}

export function update(change: Partial<PanelState>): void {
  state.value = { ...state.peek(), ...change };
}

export function setMark(id: number, change: Partial<Mark>): void {
  const { marks: known } = current();
  const { pinned, note } = { pinned: false, note: "", ...known[id], ...change };
  const { [id]: _, ...others } = known;
  update({ marks: pinned || note !== "" ? { ...others, [id]: { pinned, note } } : others });
}

/**
 * Takes up the state where another place left it. It is kept in Firefox's session storage, which lives in the background as long as
 * Firefox does: a popup dies with every click beside it, and an event page sleeps. Settings outlive Firefox too.
 */
export async function restoreState(): Promise<void> {
  const kept = await browser.storage.session.get(KEY);
  // On disk, and slow to come: only a Firefox that has just started needs it.
  const base = kept[KEY] ?? (await browser.storage.local.get(KEY))[KEY];
  update({ ...readPanelState(base), ...linked });
  keepState();
}

/** Saved as soon as the code that changed it has run: a popup may be gone the next moment. */
function keepState(): void {
  let saved = current();
  let planned = false;
  const save = async (): Promise<void> => {
    planned = false;
    const now = current();
    const settings = SETTINGS.some((name) => now[name] !== saved[name]);
    saved = now;
    try {
      await browser.storage.session.set({ [KEY]: now });
      if (settings) await browser.storage.local.set({ [KEY]: pickSettings(now) });
      succeeded("state");
    } catch (error) {
      failed("state", error);
    }
  };
  effect(() => {
    if (state.value !== saved && !planned) {
      planned = true;
      queueMicrotask(() => void save());
    }
  });
}

function pickSettings(now: PanelState): Partial<PanelState> {
  return Object.fromEntries(SETTINGS.map((name) => [name, now[name]]));
}
