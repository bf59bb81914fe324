import { batch, signal } from "@preact/signals";
import { type HistoryChanges, type HistoryEntry, telemetryInspector } from "../inspector-api.ts";
import type { EventRow } from "../panel-model/event-fields.ts";
import { EventList, type ListView } from "../panel-model/event-list.ts";
import { failed, succeeded } from "./failure.ts";
import { learnSources } from "./sources.ts";
import { pausedAt, update } from "./state.ts";

/** The first page is what a screen shows; the rest follows in the background. */
const FIRST_PAGE = 200;
const PAGE = 1_000;
/** One pull; more waits for the next, so that no frame is long. */
const PULL = 500;
const PULL_MS = 50;
const SLOW_MS = 1_000;
/** At most one part in so many of the time goes into following arrivals: whoever records floods must not pay for being watched. */
const IDLE_SHARE = 15;
/** What taking in one entry costs beside our own work: Firefox packs it there and unpacks it here before we see it. */
const UNPACK_MS = 0.004;
/** What one event that arrived costs the parent process at a look, whether we get it or not, at the most; it looks at the newest so many only. */
const ARRIVAL_MS = 0.002;
const ARRIVALS = 10_000;

const list = new EventList({ passes: () => true, order: (left, right) => left.id - right.id });

/** Counts every change of the list, so that whatever shows it knows when to look. */
export const listVersion = signal(0);
/** Newest live event that exists, shown or not. */
export const newestId = signal(0);
/** Live events that fell off before the oldest held, as of the last second. */
export const fellOffSlowly = signal(0);
/** Events that arrived since the pause. */
export const waiting = signal(0);
/** Whether the first page has come. */
export const loaded = signal(false);
/** How many events a file brought. */
export const imported = signal(0);

/** Changes kept back by the pause, the newest form of each event. */
const heldBack = new Map<number, HistoryEntry>();
let oldestId = 0;
let rev = 0;
/** The list that ids and revs are of. */
let listName = "";
let pulling = false;
let stale = false;
/** Ids of imported events go downwards from here. */
let nextImportedId = -1;

export function events(): EventList {
  listVersion.value;
  return list;
}

/** Follows `listVersion` once a second, for what is costly to count and nobody reads faster. */
const slowVersion = signal(0);

export function eventsSlowly(): EventList {
  slowVersion.value;
  return list;
}

setInterval(() => {
  slowVersion.value = listVersion.peek();
  fellOffSlowly.value = Math.max(0, oldestId - 1);
}, SLOW_MS);

/** Without reading it as a dependency: effects call this too. */
function bump(): void {
  listVersion.value = listVersion.peek() + 1;
}

export function lookAt(listView: ListView): void {
  list.look(listView);
  bump();
}

/** What a screen shows. */
export function askFirstPage(): Promise<HistoryChanges> {
  return telemetryInspector.page(Number.MAX_SAFE_INTEGER, FIRST_PAGE);
}

/** Shows the newest events once they have come, the older ones as they come, and follows what arrives from then on. */
export async function startFeed(firstPage: Promise<HistoryChanges>): Promise<void> {
  telemetryInspector.onChange.addListener(() => void pull());
  // A tab that comes back from the history heard nothing of what changed meanwhile.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void pull();
  });
  pulling = true;
  readFrom(await firstPage);
  pulling = false;
  void pull();
}

function readFrom(first: HistoryChanges): void {
  rev = first.rev;
  listName = first.list;
  take(first);
  loaded.value = true;
  void readOlder(first).catch((error: unknown) => {
    failed("feed", error);
  });
}

/** Another build of the engine serves now: what we know of the last one's list is no longer there. */
async function beginAnew(): Promise<void> {
  heldBack.clear();
  list.remove(({ id }) => id >= 0);
  update({ pausedAt: null, clearedUpTo: 0, selected: [], active: null });
  readFrom(await askFirstPage());
}

/** Shows what the pause kept back, and goes on. */
export function resume(): void {
  update({ pausedAt: null });
  const entries = [...heldBack.values()];
  heldBack.clear();
  show(entries);
}

export function pause(): void {
  update({ pausedAt: newestId.peek() });
}

/** Adds events from a file; they keep the ids they were given. */
export function addImported(rows: readonly EventRow[]): void {
  nextImportedId -= rows.length;
  imported.value = imported.peek() + rows.length;
  void learnSources(rows.map(({ source }) => source));
  show(rows);
}

/** The highest id that the next file's events may have. */
export function lastImportedId(): number {
  return nextImportedId;
}

export function removeImported(): void {
  list.remove(({ id }) => id < 0);
  imported.value = 0;
  bump();
}

async function readOlder(from: HistoryChanges): Promise<void> {
  let page = from;
  while (page.more && page.list === listName) {
    const before = page.entries[0]?.id ?? 0;
    await nextFrame();
    page = await telemetryInspector.page(before, PAGE);
    take(page);
  }
}

/** Pulls until there is no more; changes that come meanwhile cause one more pull, not one each. */
async function pull(): Promise<void> {
  stale = true;
  if (pulling) return;
  pulling = true;
  try {
    while (stale) {
      stale = false;
      const before = newestId.peek();
      const changes = await telemetryInspector.changes(rev, PULL);
      if (changes.list !== listName) {
        await beginAnew();
        continue;
      }
      rev = changes.rev;
      stale ||= changes.more;
      await nextFrame();
      const start = performance.now();
      take(changes);
      const arrivals = Math.min(ARRIVALS, Math.max(0, changes.newestId - before));
      const cost = performance.now() - start + changes.entries.length * UNPACK_MS + arrivals * ARRIVAL_MS;
      await delay(Math.max(PULL_MS, cost * IDLE_SHARE));
    }
    succeeded("feed");
  } catch (error) {
    failed("feed", error);
  } finally {
    pulling = false;
  }
}

/** During a pause, changes of what is shown are shown, and what is new waits. */
function take({ entries, oldestId: oldest, newestId: newest }: HistoryChanges): void {
  const until = pausedAt.peek();
  if (until === null) {
    oldestId = oldest;
    batch(() => {
      newestId.value = newest;
      show(entries);
    });
    return;
  }
  for (const entry of entries) {
    if (entry.id > until) heldBack.set(entry.id, entry);
  }
  // What falls off behind our back while we wait has to go when we resume, and need not be kept.
  for (const id of heldBack.keys()) {
    if (id < oldest) heldBack.delete(id);
  }
  batch(() => {
    newestId.value = newest;
    waiting.value = Math.max(0, newest - until);
    show(entries.filter(({ id }) => id <= until));
  });
}

function show(entries: readonly HistoryEntry[]): void {
  batch(() => {
    if (pausedAt.peek() === null) waiting.value = 0;
    void learnSources(entries.map(({ source }) => source));
    list.apply(entries, oldestId);
    bump();
  });
}

function nextFrame(): Promise<void> {
  // Frames do not come to a page in the background, but its list has to be right when it is looked at.
  return document.hidden ? delay(PULL_MS) : new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
