import { signal } from "@preact/signals";
import { VIEWS } from "../panel-model/panel-state.ts";
import { copyTargets } from "./events/copy-panel.tsx";
import { closeDetail, DETAIL_PANE, NOTE_FIELD } from "./events/detail-pane.tsx";
import { compareTargets } from "./events/diff-dialog.tsx";
import { EVENTS_GRID } from "./events/events-grid.tsx";
import { clearFilter } from "./events/list-view.ts";
import { goToMatch } from "./events/match-steps.ts";
import { SEARCH_BOX } from "./events/search-box.tsx";
import { targets } from "./events/targets.ts";
import { togglePause } from "./events/toolbar.tsx";
import type { MessageName } from "./l10n.ts";
import { active, current, detail, marks, setMark, singleKeys, update, view } from "./state.ts";
import { sendNow } from "./views/pings-view.tsx";

/** Whether the help is open. */
export const helpOpen = signal(false);

interface Shortcut {
  /** As the help shows it. */
  readonly keys: string;
  readonly what: MessageName;
  /** Only in the view of events. */
  readonly events?: true;
  /** Of a key press; absent where the grid or a field takes the keys itself. */
  readonly matches?: (event: KeyboardEvent) => boolean;
  readonly run?: () => void;
}

function letter(key: string): (event: KeyboardEvent) => boolean {
  return (event) => !event.ctrlKey && !event.metaKey && !event.altKey && event.key === key;
}

function focus(id: string): void {
  const element = document.getElementById(id);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
}

/** Opens the panel of a toolbar button, as a click on it does. */
function press(id: string): void {
  document.getElementById(id)?.click();
}

function focusList(): void {
  document.querySelector<HTMLElement>(".grid")?.focus();
}

/** Pressed where nothing has the focus, they mean the list. */
const MOVES = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

function openNote(): void {
  if (active.peek() === null) return;
  update({ detail: true });
  requestAnimationFrame(() => focus(NOTE_FIELD));
}

function pinTargets(): void {
  const rows = targets();
  const pinned = !rows.every(({ id }) => marks.peek().get(id)?.pinned === true);
  for (const { id } of rows) setMark(id, { pinned });
}

/** Every key of the panel, in the order of the help. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: "?", what: "key_help", matches: letter("?"), run: () => (helpOpen.value = true) },
  ...VIEWS.map((name, index) => ({
    keys: String(index + 1),
    what: `view_${name}` as const,
    matches: letter(String(index + 1)),
    run: () => update({ view: name }),
  })),
  {
    keys: "/",
    what: "key_search",
    matches: (event) => letter("/")(event) || ((event.ctrlKey || event.metaKey) && event.key === "f"),
    run: () => focus(SEARCH_BOX),
  },
  { keys: "x", what: "key_clearFilter", events: true, matches: letter("x"), run: clearFilter },
  {
    keys: "h",
    what: "key_highlight",
    events: true,
    matches: letter("h"),
    run: () => update({ highlight: !current().highlight }),
  },
  { keys: "g", what: "key_nextMatch", events: true, matches: letter("g"), run: () => goToMatch(1) },
  {
    keys: "Shift+G",
    what: "key_previousMatch",
    events: true,
    matches: letter("G"),
    run: () => goToMatch(-1),
  },
  { keys: "i", what: "key_filter", events: true, matches: letter("i"), run: () => press("filter") },
  { keys: "t", what: "key_time", events: true, matches: letter("t"), run: () => press("time") },
  { keys: "v", what: "key_view", events: true, matches: letter("v"), run: () => press("columns") },
  { keys: "p", what: "key_pause", events: true, matches: letter("p"), run: togglePause },
  {
    keys: "f",
    what: "key_follow",
    events: true,
    matches: letter("f"),
    run: () => update({ follow: !current().follow }),
  },
  {
    keys: "l",
    what: "key_list",
    matches: letter("l"),
    run: focusList,
  },
  { keys: "↑ ↓ PgUp PgDn Home End", what: "key_move" },
  { keys: "← →", what: "key_cells" },
  { keys: "Shift+↑ ↓", what: "key_extend", events: true },
  { keys: "Ctrl+↑ ↓", what: "key_moveOnly", events: true },
  { keys: "Space", what: "key_toggle", events: true },
  { keys: "Ctrl+A", what: "key_all", events: true },
  { keys: "Enter", what: "key_detail", events: true },
  { keys: "o", what: "key_goToDetail", events: true, matches: letter("o"), run: openDetail },
  {
    keys: "Esc",
    what: "key_close",
    events: true,
    matches: (event) => event.key === "Escape" && detail.peek(),
    run: closeDetail,
  },
  { keys: "c", what: "key_copy", events: true, matches: letter("c"), run: () => press("copy") },
  {
    keys: "Ctrl+C",
    what: "key_copyJson",
    events: true,
    matches: (event) =>
      (event.ctrlKey || event.metaKey) && event.key === "c" && getSelection()?.isCollapsed !== false,
    run: () => void copyTargets("json"),
  },
  { keys: "e", what: "key_export", events: true, matches: letter("e"), run: () => press("export") },
  { keys: "d", what: "key_compare", events: true, matches: letter("d"), run: compareTargets },
  { keys: "b", what: "key_pin", events: true, matches: letter("b"), run: pinTargets },
  { keys: "n", what: "key_note", events: true, matches: letter("n"), run: openNote },
  { keys: "s", what: "key_send", matches: letter("s"), run: () => void sendNow("event") },
];

function openDetail(): void {
  update({ detail: true });
  requestAnimationFrame(() => focus(DETAIL_PANE));
}

/** Keys that write belong to the field they are pressed in. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("textarea, select, input:not([type=checkbox], [type=radio]), [popover], dialog") !== null
  );
}

/** Listens for the keys that work everywhere in the panel. Letters can be switched off: who speaks to the machine presses them unmeant. */
export function listenForKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isWriting(event.target)) return;
    if (event.target === document.body && MOVES.has(event.key)) {
      focusList();
      event.preventDefault();
      return;
    }
    const shortcut = SHORTCUTS.find(
      ({ matches, events }) => matches?.(event) && (events !== true || view.peek() === "events"),
    );
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    if (shortcut?.run === undefined || (isLetter && !singleKeys.peek())) return;
    shortcut.run();
    event.preventDefault();
  });
}

export { EVENTS_GRID };
