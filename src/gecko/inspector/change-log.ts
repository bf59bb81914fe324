import { Deque } from "../../engine/deque.ts";

export interface Change {
  readonly rev: number;
  readonly id: number;
}

/** Which entries changed, in the order of the changes. Only the last change of an entry counts; earlier ones are left behind and swept out. */
export class ChangeLog {
  #changes = new Deque<Change>();
  readonly #revOf: (id: number) => number | undefined;
  readonly #room: number;
  #rev = 0;

  /** `revOf` tells the last change of an entry that is still held; of `entries` entries at most. */
  constructor(revOf: (id: number) => number | undefined, entries: number) {
    this.#revOf = revOf;
    this.#room = 2 * entries + 1_000;
  }

  /** The number of the newest change; 0 before the first. */
  get rev(): number {
    return this.#rev;
  }

  /** The number the next change will have: the entry bears it before the change is noted. */
  get next(): number {
    return this.#rev + 1;
  }

  /** Notes a change of the entry. */
  note(id: number): void {
    this.#rev++;
    this.#changes.push({ rev: this.#rev, id });
    if (this.#changes.length > this.#room) this.#sweep();
  }

  /** The last changes of entries with a rev greater than `since`, oldest first. */
  *after(since: number): Generator<Change> {
    for (let at = this.#changes.findFirst(({ rev }) => rev > since); ; at++) {
      const change = this.#changes.at(at);
      if (!change) return;
      if (this.#revOf(change.id) === change.rev) yield change;
    }
  }

  #sweep(): void {
    const kept = new Deque<Change>();
    for (const change of this.#changes) {
      if (this.#revOf(change.id) === change.rev) kept.push(change);
    }
    this.#changes = kept;
  }
}
