import { Deque } from "./deque.ts";
import type { Bucket, EventRecord } from "./event-record.ts";
import { insertInOrder, oldestFirst } from "./record-order.ts";
import { tupleBytes } from "./tuple-bytes.ts";

/** What the carriers use: the events no ping has taken yet, and those a ping is carrying. */
export interface PendingQueue {
  /** Pending events over all buckets; carried ones do not count. */
  readonly size: number;
  /** UTF-8 JSON bytes of the pending tuples, commas between them not counted. */
  readonly bytes: number;
  /** Pending events with a seq greater than `after`, oldest first over all buckets. */
  list(options?: { readonly after?: number; readonly limit?: number }): readonly EventRecord[];
  /**
   * Takes the oldest pending events, at most `limit` (of each bucket with `perBucket`), and notes that ping `pingId` carries them: they are
   * neither pending nor in snapshots from now on. A second take for the same ping adds to the first.
   */
  take(
    pingId: string,
    options: { readonly limit: number; readonly perBucket?: boolean },
  ): readonly EventRecord[];
  /** Forgets what the ping carries: Firefox has it on disk or sent. Empty for a ping that carries nothing. */
  settle(pingId: string): readonly EventRecord[];
  /** Puts what the ping carried back to pending, in seq order: the hand-over failed. */
  release(pingId: string): readonly EventRecord[];
  carried(): ReadonlyMap<string, readonly EventRecord[]>;
  /** Drops the oldest pending events until both bounds hold; the caller counts them as lost. */
  dropOldest(bounds: { readonly maxEvents: number; readonly maxBytes: number }): readonly EventRecord[];
}

type Bucketed = Map<Bucket, Deque<EventRecord>>;

/** The pending events, one queue a bucket, each in seq order. Every operation costs what it moves, not what is stored. */
export class PendingEvents implements PendingQueue {
  readonly #buckets: Bucketed = new Map();
  readonly #carried = new Map<string, readonly EventRecord[]>();
  readonly #changed: () => void;
  #size = 0;
  #bytes = 0;

  /** `changed` is called after every change that a caller of `PendingQueue` made. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Adds the newest event; returns the new length of its bucket. */
  append(record: EventRecord): number {
    const bucket = this.#open(record.bucket);
    bucket.push(record);
    this.#size++;
    this.#bytes += tupleBytes(record);
    return bucket.length;
  }

  list({ after = -1, limit = Number.POSITIVE_INFINITY } = {}): readonly EventRecord[] {
    return oldestFirst(this.#buckets.values(), { after, limit });
  }

  take(
    pingId: string,
    { limit, perBucket = false }: { limit: number; perBucket?: boolean },
  ): readonly EventRecord[] {
    const buckets = [...this.#buckets.values()];
    const taken = perBucket
      ? buckets.flatMap((bucket) => oldestFirst([bucket], { limit })).sort(bySeq)
      : oldestFirst(buckets, { limit });
    if (taken.length === 0) return taken;
    this.#remove(taken);
    this.#carried.set(pingId, [...(this.#carried.get(pingId) ?? []), ...taken]);
    this.#changed();
    return taken;
  }

  settle(pingId: string): readonly EventRecord[] {
    const settled = this.#carried.get(pingId) ?? [];
    if (this.#carried.delete(pingId)) this.#changed();
    return settled;
  }

  release(pingId: string): readonly EventRecord[] {
    const released = (this.#carried.get(pingId) ?? []).toSorted(bySeq);
    if (!this.#carried.delete(pingId)) return released;
    this.insert(released);
    this.#changed();
    return released;
  }

  carried(): ReadonlyMap<string, readonly EventRecord[]> {
    return new Map(this.#carried);
  }

  dropOldest({ maxEvents, maxBytes }: { maxEvents: number; maxBytes: number }): readonly EventRecord[] {
    const dropped: EventRecord[] = [];
    while (this.#size > 0 && (this.#size > maxEvents || this.#bytes > maxBytes)) {
      const oldest = oldestFirst(this.#buckets.values(), { limit: 1 });
      this.#remove(oldest);
      dropped.push(...oldest);
    }
    if (dropped.length > 0) this.#changed();
    return dropped;
  }

  /** The pending events by bucket, each oldest first. */
  byBucket(): ReadonlyMap<Bucket, Iterable<EventRecord>> {
    return this.#buckets;
  }

  /** Removes every pending event and returns them, oldest first. */
  clear(): readonly EventRecord[] {
    const cleared = this.list();
    this.#buckets.clear();
    this.#size = 0;
    this.#bytes = 0;
    return cleared;
  }

  /** Adds records, themselves in seq order, where they belong. */
  insert(records: readonly EventRecord[]): void {
    for (const name of new Set(records.map(({ bucket }) => bucket))) {
      insertInOrder(
        this.#open(name),
        records.filter(({ bucket }) => bucket === name),
      );
    }
    this.#size += records.length;
    for (const record of records) this.#bytes += tupleBytes(record);
  }

  /** Takes over what another engine's pings were carrying. */
  restoreCarried(carried: Iterable<readonly [pingId: string, records: readonly EventRecord[]]>): void {
    for (const [pingId, records] of carried) this.#carried.set(pingId, records);
  }

  #open(name: Bucket): Deque<EventRecord> {
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      bucket = new Deque();
      this.#buckets.set(name, bucket);
    }
    return bucket;
  }

  /** Removes records that are the oldest of their buckets. */
  #remove(oldest: readonly EventRecord[]): void {
    for (const record of oldest) {
      this.#buckets.get(record.bucket)?.shift();
      this.#bytes -= tupleBytes(record);
    }
    this.#size -= oldest.length;
  }
}

function bySeq(left: EventRecord, right: EventRecord): number {
  return left.seq - right.seq;
}
