import type { EventsByProcess } from "../pings/event-tuple.ts";
import { type Bucket, DATASET_ALL_CHANNELS, type Dataset, type EventRecord } from "./event-record.ts";
import { groupByProcess } from "./event-tuples.ts";

export interface EventSelection {
  readonly snapshot: EventsByProcess;
  /** What a clearing snapshot with a limit leaves behind: events of the dataset beyond the limit, oldest first in each bucket. */
  readonly leftovers: readonly EventRecord[];
}

/**
 * Selects what `snapshotEvents` returns. The limit is per bucket, oldest first. Leftovers are kept only for buckets that
 * returned something, so a limit of 0 leaves none (TelemetryEvent.cpp, `CreateSnapshots`).
 */
export function selectEvents(
  buckets: ReadonlyMap<Bucket, Iterable<EventRecord>>,
  dataset: Dataset,
  limit: number,
): EventSelection {
  const selected: EventRecord[] = [];
  const leftovers: EventRecord[] = [];
  for (const records of buckets.values()) {
    let count = 0;
    for (const record of records) {
      if (dataset === DATASET_ALL_CHANNELS && record.dataset !== DATASET_ALL_CHANNELS) continue;
      if (count < limit) selected.push(record);
      else if (limit > 0) leftovers.push(record);
      count++;
    }
  }
  return { snapshot: groupByProcess(selected), leftovers };
}
