import type { EventRow } from "./event-fields.ts";
import type { RowOrder } from "./event-order.ts";

export interface ListView {
  passes(row: EventRow): boolean;
  readonly order: RowOrder;
}

/**
 * The events the panel holds, and those of them that are on the list, in its order. A batch of arrivals costs the list's length at most, whatever
 * the filter and the order; only a new view sorts everything.
 */
export class EventList {
  readonly #rows = new Map<number, EventRow>();
  #view: ListView;
  #visible: readonly EventRow[] = [];
  #oldestId = 0;

  constructor(view: ListView) {
    this.#view = view;
  }

  /** Events held, on the list or not. */
  get held(): number {
    return this.#rows.size;
  }

  /** The list. Never changed in place. */
  get visible(): readonly EventRow[] {
    return this.#visible;
  }

  get(id: number): EventRow | undefined {
    return this.#rows.get(id);
  }

  all(): Iterable<EventRow> {
    return this.#rows.values();
  }

  /** Takes in new and changed events, and lets go of live ones older than `oldestId`. */
  apply(changed: readonly EventRow[], oldestId: number): void {
    const gone = new Set<EventRow>();
    const fresh: EventRow[] = [];
    this.#dropBefore(oldestId, gone);
    for (const row of changed) {
      if (row.id >= 0 && row.id < this.#oldestId) continue;
      const present = this.#rows.get(row.id);
      // Pages of older events and changes overtake each other: the newer form of an event wins.
      if (present !== undefined && present.rev >= row.rev) continue;
      if (present !== undefined) gone.add(present);
      this.#rows.set(row.id, row);
      fresh.push(row);
    }
    const kept = without(this.#visible, gone);
    const arrived = fresh.filter((row) => !gone.has(row) && this.#view.passes(row));
    this.#visible = merge(kept, arrived.sort(this.#view.order), this.#view.order);
  }

  /** Shows another choice in another order. */
  look(view: ListView): void {
    this.#view = view;
    this.#visible = [...this.#rows.values()].filter(view.passes).sort(view.order);
  }

  /** Lets go of these events. */
  remove(gone: (row: EventRow) => boolean): void {
    this.#oldestId = 0;
    for (const [id, row] of this.#rows) {
      if (gone(row)) this.#rows.delete(id);
    }
    this.#visible = this.#visible.filter((row) => !gone(row));
  }

  /** Live events before this one. Mostly a few have fallen off since the last look: then only these are looked at. */
  *#olderThan(oldestId: number): Generator<[number, EventRow]> {
    if (oldestId - this.#oldestId > this.#rows.size) {
      for (const entry of this.#rows) {
        if (entry[0] >= 0 && entry[0] < oldestId) yield entry;
      }
      return;
    }
    for (let id = this.#oldestId; id < oldestId; id++) {
      const row = this.#rows.get(id);
      if (row !== undefined) yield [id, row];
    }
  }

  #dropBefore(oldestId: number, gone: Set<EventRow>): void {
    if (oldestId <= this.#oldestId) return;
    for (const [id, row] of this.#olderThan(oldestId)) {
      this.#rows.delete(id);
      gone.add(row);
    }
    this.#oldestId = oldestId;
  }
}

/** What fell off the list mostly is its beginning. */
function without(rows: readonly EventRow[], gone: ReadonlySet<EventRow>): readonly EventRow[] {
  if (gone.size === 0) return rows;
  const start = rows.findIndex((row) => !gone.has(row));
  return start === gone.size ? rows.slice(start) : rows.filter((row) => !gone.has(row));
}

/** Two lists that are each in order, as one. */
function merge(left: readonly EventRow[], right: readonly EventRow[], order: RowOrder): readonly EventRow[] {
  const last = left.at(-1);
  const first = right[0];
  if (first === undefined) return left;
  if (last === undefined || order(last, first) <= 0) return [...left, ...right];
  const merged: EventRow[] = [];
  let next = 0;
  for (const row of left) {
    for (let other = right[next]; other !== undefined && order(other, row) < 0; other = right[next]) {
      merged.push(other);
      next++;
    }
    merged.push(row);
  }
  return [...merged, ...right.slice(next)];
}
