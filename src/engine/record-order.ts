import type { Deque } from "./deque.ts";
import type { EventRecord } from "./event-record.ts";

type Records = Deque<EventRecord>;

/** The oldest records over all buckets whose seq is greater than `after`, at most `limit`. O(limit) for the few buckets there are. */
export function oldestFirst(
  buckets: Iterable<Records>,
  { after = -1, limit }: { readonly after?: number; readonly limit: number },
): EventRecord[] {
  const cursors = [...buckets].map((records) => ({
    records,
    next: after < 0 ? 0 : records.findFirst(({ seq }) => seq > after),
  }));
  const found: EventRecord[] = [];
  while (found.length < limit) {
    let oldest: EventRecord | undefined;
    let from: (typeof cursors)[number] | undefined;
    for (const cursor of cursors) {
      const candidate = cursor.records.at(cursor.next);
      if (candidate && (!oldest || candidate.seq < oldest.seq)) {
        oldest = candidate;
        from = cursor;
      }
    }
    if (!oldest || !from) break;
    found.push(oldest);
    from.next++;
  }
  return found;
}

/**
 * Inserts records, in seq order, into a bucket in seq order. Costs the records and those pending that are older than the newest of
 * them: none when a ping that took the oldest is released.
 */
export function insertInOrder(bucket: Records, records: readonly EventRecord[]): void {
  const first = records[0];
  const last = records.at(-1);
  if (!first || !last) return;
  if ((bucket.at(bucket.length - 1)?.seq ?? -1) < first.seq) {
    for (const record of records) bucket.push(record);
    return;
  }
  const merged = [...records];
  for (let head = bucket.at(0); head && head.seq < last.seq; head = bucket.at(0)) {
    merged.push(head);
    bucket.shift();
  }
  merged.sort((left, right) => right.seq - left.seq);
  for (const record of merged) bucket.unshift(record);
}
