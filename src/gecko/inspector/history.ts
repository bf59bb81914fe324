import { Deque } from "../../engine/deque.ts";
import type { EventRecord } from "../../engine/event-record.ts";
import type { Notice } from "../../engine/outcome.ts";
import type { RefusalLog } from "../../engine/refusal-log.ts";
import { ChangeLog } from "./change-log.ts";
import {
  type EventState,
  type HistoryEntry,
  type NewEntry,
  refusedEntry,
  type StoredEvent,
  storedEntry,
} from "./history-entry.ts";

export interface HistoryOptions {
  /** The engine's own log; asked for at each look, since the engine comes to be after this list. */
  readonly refusals: () => RefusalLog;
  /** Milliseconds since 1970 at which the parent process started, by the clock as it is now. */
  readonly processStart: () => number;
  /** Entries held; the oldest fall off. */
  readonly limit: number;
  /** Names the list. */
  readonly name: string;
}

export interface HistoryChanges {
  /** Names this list; another list has other ids, as after another build of the engine took over. */
  readonly list: string;
  readonly entries: readonly HistoryEntry[];
  /** Ask for what is after this next. */
  readonly rev: number;
  /** There is more to ask for now. */
  readonly more: boolean;
  /** Entries with a smaller id have fallen off. */
  readonly oldestId: number;
  readonly newestId: number;
}

type Mutable = { -readonly [K in keyof HistoryEntry]: HistoryEntry[K] };
interface Kept {
  readonly id: number;
  readonly seq: number | null;
  rev: number;
  /** Made when it is asked for first: of a flood, most fall off before anybody sees them. */
  entry: HistoryEntry | (() => HistoryEntry);
}

/**
 * Every event and refusal of this session, in the order they happened, each with its state; bounded. What is recorded is only noted
 * (`record` costs a push) and takes its place at the next look, so that recording does not pay for being watched.
 */
export class History {
  readonly #options: HistoryOptions;
  readonly #entries = new Deque<Kept>();
  readonly #bySeq = new Map<number, number>();
  readonly #pings = new Map<string, number[]>();
  readonly #log: ChangeLog;
  #fresh: StoredEvent[] = [];
  #lastRefusal = -1;
  #nextId = 1;
  #unseen = 0;
  #seenId = 0;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#log = new ChangeLog((id) => this.#at(id)?.rev, options.limit);
  }

  /** Grows once anything has changed since the last look, but does not look: a flood of events must not pay for each time it is told of. */
  get hint(): number {
    return this.#log.rev + (this.#fresh.length > 0 ? 1 : 0);
  }

  get oldestId(): number {
    return this.#nextId - this.#entries.length;
  }

  record(record: EventRecord, notices: readonly Notice[] = []): void {
    this.#fresh.push({ record, notices });
  }

  /** A ping took these events. */
  carry(pingId: string, records: readonly EventRecord[]): void {
    this.#sync();
    const ids = records.flatMap(({ seq }) => this.#bySeq.get(seq) ?? []);
    this.#pings.set(pingId, [...(this.#pings.get(pingId) ?? []), ...ids]);
    for (const id of ids) this.#change(id, { state: "carried", pingId });
  }

  /** Firefox did not take the ping: its events are pending again. */
  release(pingId: string): void {
    for (const id of this.#unload(pingId)) this.#change(id, { state: "pending", pingId: null });
  }

  /** What became of a ping in the end. */
  conclude(pingId: string, state: EventState): void {
    for (const id of this.#unload(pingId)) this.#change(id, { state });
  }

  /** Pings that took events and whose end is not known. */
  openPings(): readonly string[] {
    return [...this.#pings.keys()];
  }

  /** These events are no longer pending, and no ping has them. */
  drop(records: readonly EventRecord[], state: "cleared" | "lost"): void {
    this.#sync();
    for (const { seq } of records) {
      const id = this.#bySeq.get(seq);
      if (id !== undefined) this.#change(id, { state });
    }
  }

  /** Pending events older than this one were dropped over the bounds. */
  loseBefore(seq: number): void {
    this.#sync();
    for (const kept of this.#entries) {
      if (kept.seq === null || kept.seq >= seq) continue;
      if (entryOf(kept).state === "pending") this.#change(kept.id, { state: "lost" });
    }
  }

  /** Adds what did not come from the engine: Firefox's own events. */
  add(entries: readonly NewEntry[]): void {
    this.#sync();
    for (const entry of entries) this.#append(entry);
  }

  /** Refusals that nobody has looked at. */
  get unseenRefusals(): number {
    this.#sync();
    return this.#unseen;
  }

  /** The newest entry that somebody has looked at. */
  get seenId(): number {
    return this.#seenId;
  }

  /** Refusals up to this entry have been looked at. */
  markSeen(upToId: number): void {
    for (let id = Math.max(this.#seenId + 1, this.oldestId); id <= upToId; id++) {
      const kept = this.#at(id);
      // Of stored events, which are many, none is refused.
      if (kept && kept.seq === null && entryOf(kept).state === "refused") this.#unseen--;
    }
    this.#seenId = Math.max(this.#seenId, upToId);
    // Those that fell off before anybody looked cannot be looked at any more.
    if (upToId >= this.#nextId - 1) this.#unseen = 0;
  }

  /** What changed after `since`, oldest change first, at most `limit` entries. */
  changes(since: number, limit: number): HistoryChanges {
    this.#sync();
    const entries: HistoryEntry[] = [];
    let rev = this.#log.rev;
    let more = false;
    for (const change of this.#log.after(since)) {
      if (entries.length === limit) {
        more = true;
        rev = entries.at(-1)?.rev ?? since;
        break;
      }
      const kept = this.#at(change.id);
      if (kept) entries.push(entryOf(kept));
    }
    return { entries, rev, more, ...this.#span() };
  }

  /** The newest `limit` entries older than entry `before`, as they are now, oldest first. `rev` is the newest change of any entry. */
  page(before: number, limit: number): HistoryChanges {
    this.#sync();
    const end = Math.min(before, this.#nextId);
    const start = Math.max(this.oldestId, end - limit);
    const entries: HistoryEntry[] = [];
    for (let id = start; id < end; id++) {
      const kept = this.#at(id);
      if (kept) entries.push(entryOf(kept));
    }
    return { entries, rev: this.#log.rev, more: start > this.oldestId, ...this.#span() };
  }

  #span(): Pick<HistoryChanges, "list" | "oldestId" | "newestId"> {
    return { list: this.#options.name, oldestId: this.oldestId, newestId: this.#nextId - 1 };
  }

  #at(id: number): Kept | undefined {
    return this.#entries.at(id - this.oldestId);
  }

  /** Events and refusals share one sequence: both lists are in its order, and so is the merged one. */
  #sync(): void {
    const refusals = this.#options.refusals().list({ after: this.#lastRefusal });
    if (this.#fresh.length === 0 && refusals.length === 0) return;
    const stored = this.#takeFresh();
    this.#lastRefusal = refusals.at(-1)?.seq ?? this.#lastRefusal;
    const start = this.#options.processStart();
    let next = 0;
    for (const event of stored) {
      for (
        let refusal = refusals[next];
        refusal && refusal.seq < event.record.seq;
        refusal = refusals[next]
      ) {
        this.#append(refusedEntry(refusal, start));
        next++;
      }
      this.#appendStored(event, start);
    }
    for (const refusal of refusals.slice(next)) this.#append(refusedEntry(refusal, start));
  }

  /** A flood of more than the limit since the last look: its older part falls off unseen, but counted. */
  #takeFresh(): readonly StoredEvent[] {
    const fresh = this.#fresh;
    const unseen = Math.max(0, fresh.length - this.#options.limit);
    this.#fresh = [];
    if (unseen > 0) {
      while (this.#entries.length > 0) this.#dropOldest();
      this.#nextId += unseen;
    }
    return unseen > 0 ? fresh.slice(unseen) : fresh;
  }

  #append(entry: NewEntry): void {
    if (entry.state === "refused") this.#unseen++;
    const [id, rev] = [this.#nextId, this.#log.next];
    this.#keep({ id, rev, seq: null, entry: { id, rev, ...entry } });
  }

  #appendStored(event: StoredEvent, processStart: number): void {
    const { seq } = event.record;
    if (this.#bySeq.has(seq)) return;
    const [id, rev] = [this.#nextId, this.#log.next];
    this.#bySeq.set(seq, id);
    this.#keep({ id, rev, seq, entry: () => ({ id, rev, ...storedEntry(event, processStart) }) });
  }

  #keep(kept: Kept): void {
    this.#nextId++;
    this.#entries.push(kept);
    this.#log.note(kept.id);
    if (this.#entries.length > this.#options.limit) this.#dropOldest();
  }

  #dropOldest(): void {
    const seq = this.#entries.shift()?.seq ?? null;
    if (seq !== null) this.#bySeq.delete(seq);
  }

  /** Entries are never changed in place: what was given away stays as it was. */
  #change(id: number, change: Partial<Mutable>): void {
    const kept = this.#at(id);
    if (!kept) return;
    kept.entry = { ...entryOf(kept), ...change, rev: this.#log.next };
    kept.rev = this.#log.next;
    this.#log.note(id);
  }

  #unload(pingId: string): readonly number[] {
    const ids = this.#pings.get(pingId) ?? [];
    this.#pings.delete(pingId);
    return ids;
  }
}

function entryOf(kept: Kept): HistoryEntry {
  if (typeof kept.entry === "function") kept.entry = kept.entry();
  return kept.entry;
}
