import { join } from "node:path";
import type { OpenFile } from "./landing-file.ts";
import { LandingLane } from "./landing-lane.ts";
import { nameLandingFile, submissionDateOf } from "./landing-names.ts";
import { measureRecord, type OutgoingRecord } from "./record-buffer.ts";

/** The landing folder would not take a batch: nothing in it was acknowledged, and the senders may try again. */
export class LandingError extends Error {
  override readonly name = "LandingError";
}

export interface LandingWriterOptions {
  /** The landing folder, shared by any number of edges. */
  readonly directory: string;
  /** Unique among the edges that share the folder; part of every file name. */
  readonly edgeId: string;
  /** A file this large is closed and the next one begun. */
  readonly rotateBytes: number;
  /** A file this old (ms) is closed, also when nothing more arrives. */
  readonly rotateMs: number;
  readonly openFile?: OpenFile;
  /** Told of every failure, once a batch. */
  readonly onFailure?: (error: LandingError) => void;
}

interface Waiting {
  readonly record: OutgoingRecord;
  readonly timestamp: string;
  readonly settle: (error?: LandingError) => void;
}

/** Bytes of one write and sync: more would only make its last sender wait. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** While the disk flushes one file the next batch is written to another: a disk with nothing to do is time lost. */
const LANES = 2;

/**
 * Appends records to landing files with group commit: all that arrive while the disk is busy are the next batch, and each
 * record is acknowledged after its own batch's fdatasync. One submission date a file, at most two files at a time.
 */
export class LandingWriter {
  readonly #options: LandingWriterOptions;
  readonly #lanes: readonly LandingLane[];
  readonly #running = new Map<LandingLane, Promise<void>>();
  #queue: Waiting[] = [];
  #committing = 0;
  #filesMade = 0;
  #lastFailure: { readonly at: number; readonly error: LandingError } | undefined;

  constructor(options: LandingWriterOptions) {
    this.#options = options;
    const { directory, edgeId, rotateBytes, rotateMs, openFile } = options;
    const locateFile = (timestamp: string): string => {
      this.#filesMade += 1;
      const name = nameLandingFile(timestamp, edgeId, this.#filesMade);
      return join(directory, submissionDateOf(timestamp), name);
    };
    this.#lanes = Array.from({ length: LANES }, () => {
      const lane: LandingLane = new LandingLane({
        locateFile,
        rotateBytes,
        rotateMs,
        openFile,
        onDue: () => this.#start(lane),
      });
      return lane;
    });
  }

  /** Records that wait for their batch, and records of the batches the disk is busy with. */
  get load(): { readonly pending: number; readonly unacknowledged: number } {
    return { pending: this.#queue.length, unacknowledged: this.#committing };
  }

  /** The last batch's failure, until a later batch succeeds. */
  get lastFailure(): { readonly at: number; readonly error: LandingError } | undefined {
    return this.#lastFailure;
  }

  /**
   * Resolves when the record is on disk.
   * @param timestamp the record's submission timestamp: its date decides the folder
   * @throws LandingError when the disk refused it; the record is then not acknowledged and may be sent again
   */
  append(record: OutgoingRecord, timestamp: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ record, timestamp, settle: (error) => (error ? reject(error) : resolve()) });
      const idle = this.#lanes.find((lane) => !this.#running.has(lane));
      if (idle !== undefined) this.#start(idle);
    });
  }

  /** Waits for what was appended and closes the files. Nothing may be appended afterwards. */
  async close(): Promise<void> {
    await Promise.all(this.#running.values());
    for (const lane of this.#lanes) await this.#rotate(lane);
  }

  #start(lane: LandingLane): void {
    if (!this.#running.has(lane)) this.#running.set(lane, this.#run(lane));
  }

  async #run(lane: LandingLane): Promise<void> {
    // Lets the requests that are already in this turn of the event loop join the first batch.
    await new Promise(setImmediate);
    while (this.#queue.length > 0 || lane.isDue) {
      if (lane.isDue) await this.#rotate(lane);
      const batch = this.#takeBatch();
      if (batch.length > 0) await this.#commit(lane, batch);
    }
    // In the same turn as the look at the queue: what is appended after it starts a run of its own.
    this.#running.delete(lane);
  }

  /** The longest beginning of the queue that one file may take: one submission date, a bounded size. */
  #takeBatch(): Waiting[] {
    const first = this.#queue[0];
    if (first === undefined) return [];
    const date = submissionDateOf(first.timestamp);
    let bytes = 0;
    let end = this.#queue.findIndex(({ record, timestamp }, i) => {
      bytes += measureRecord(record);
      return i > 0 && (bytes > BATCH_BYTES || submissionDateOf(timestamp) !== date);
    });
    if (end === -1) end = this.#queue.length;
    const batch = this.#queue.slice(0, end);
    this.#queue = this.#queue.slice(end);
    return batch;
  }

  async #commit(lane: LandingLane, batch: readonly Waiting[]): Promise<void> {
    this.#committing += batch.length;
    let failure: LandingError | undefined;
    try {
      const records = batch.map(({ record }) => record);
      await lane.write(records, batch[0]?.timestamp ?? "");
      this.#lastFailure = undefined;
    } catch (cause) {
      failure = this.#noteFailure("the landing folder refused a write", cause);
    }
    this.#committing -= batch.length;
    for (const { settle } of batch) settle(failure);
  }

  async #rotate(lane: LandingLane): Promise<void> {
    // Its records are on disk already: under its working name, which the reader knows too, nothing is lost.
    await lane.rotate().catch((cause: unknown) => this.#noteFailure("a landing file was not closed", cause));
  }

  #noteFailure(what: string, cause: unknown): LandingError {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new LandingError(`${what}: ${reason}`, { cause });
    this.#lastFailure = { at: Date.now(), error };
    this.#options.onFailure?.(error);
    return error;
  }
}
