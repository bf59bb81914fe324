import { allocateAligned } from "./aligned-memory.ts";
import { submissionDateOf } from "./landing-names.ts";
import { type OutgoingRecord, RecordBuffer } from "./record-buffer.ts";

/** Told once that the record is on disk, or why it is not. */
export type Settle<Failure> = (failure: Failure | undefined) => void;

/** Records of one submission date that are written and synced together. */
export interface LandingBatch<Failure> {
  /** Of its first record. */
  readonly timestamp: string;
  readonly submissionDate: string;
  readonly records: RecordBuffer;
  /** One a record. */
  readonly settles: Settle<Failure>[];
}

/** Bytes of one write and sync: more would only make its last sender wait. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Memory of batches that were written, kept for the next: as many as a busy edge fills and writes at once. */
const SPARE_BUFFERS = 3;

/**
 * The batches that wait for the disk, the last of which takes what arrives. Records are put in place as they arrive: their
 * bodies are then in the processor's cache, and nothing holds them through a garbage collection.
 */
export class LandingBatches<Failure> {
  readonly #waiting: LandingBatch<Failure>[] = [];
  readonly #spare: RecordBuffer[] = [];

  /** Records that wait. */
  get size(): number {
    return this.#waiting.reduce((sum, { settles }) => sum + settles.length, 0);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** @param timestamp the record's submission timestamp */
  add(record: OutgoingRecord, timestamp: string, settle: Settle<Failure>): void {
    const { records, settles } = this.#batchFor(timestamp);
    records.add(record);
    settles.push(settle);
  }

  /** The batch that waits longest, in whole blocks; give its memory back when it is written. */
  take(): LandingBatch<Failure> | undefined {
    const batch = this.#waiting.shift();
    batch?.records.pad();
    return batch;
  }

  giveBack({ records }: LandingBatch<Failure>): void {
    if (this.#spare.length >= SPARE_BUFFERS) return;
    records.empty();
    this.#spare.push(records);
  }

  #batchFor(timestamp: string): LandingBatch<Failure> {
    const submissionDate = submissionDateOf(timestamp);
    const last = this.#waiting.at(-1);
    if (last?.submissionDate === submissionDate && last.records.length < BATCH_BYTES) return last;
    const records = this.#spare.pop() ?? new RecordBuffer(allocateAligned);
    const batch = { timestamp, submissionDate, records, settles: [] };
    this.#waiting.push(batch);
    return batch;
  }
}
