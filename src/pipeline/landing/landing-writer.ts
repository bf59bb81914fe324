import { join } from "node:path";
import { type LandingBatch, LandingBatches, type Settle } from "./landing-batches.ts";
import type { OpenFile } from "./landing-file.ts";
import { LandingLane } from "./landing-lane.ts";
import { nameLandingFile, submissionDateOf } from "./landing-names.ts";
import type { OutgoingRecord } from "./record-buffer.ts";

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
  readonly #batches = new LandingBatches<LandingError>();
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
    return { pending: this.#batches.size, unacknowledged: this.#committing };
  }

  /** The last batch's failure, until a later batch succeeds. */
  get lastFailure(): { readonly at: number; readonly error: LandingError } | undefined {
    return this.#lastFailure;
  }

  /**
   * Copies the record and tells when it is on disk. A function and no promise: one is called for each ping.
   * @param timestamp the record's submission timestamp: its date decides the folder
   * @param settle told a LandingError when the disk refused it: the record is then not acknowledged and may be sent again
   */
  append(record: OutgoingRecord, timestamp: string, settle: Settle<LandingError>): void {
    this.#batches.add(record, timestamp, settle);
    if (this.#running.size === LANES) return;
    const idle = this.#lanes.find((lane) => !this.#running.has(lane));
    if (idle !== undefined) this.#start(idle);
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
    while (!this.#batches.isEmpty || lane.isDue) {
      if (lane.isDue) await this.#rotate(lane);
      const batch = this.#batches.take();
      if (batch !== undefined) await this.#commit(lane, batch);
    }
    // In the same turn as the look at the batches: what is appended after it starts a run of its own.
    this.#running.delete(lane);
  }

  async #commit(lane: LandingLane, batch: LandingBatch<LandingError>): Promise<void> {
    const { records, timestamp, settles } = batch;
    this.#committing += settles.length;
    let failure: LandingError | undefined;
    try {
      await lane.write(records.bytes, timestamp);
      this.#lastFailure = undefined;
    } catch (cause) {
      failure = this.#noteFailure("the landing folder refused a write", cause);
    }
    this.#committing -= settles.length;
    this.#batches.giveBack(batch);
    for (const settle of settles) settle(failure);
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
