import { join } from "node:path";
import { LandingFile, type OpenFile } from "./landing-file.ts";
import { type LandingLine, LineBuffer, measureLine } from "./landing-lines.ts";
import { nameLandingFile, submissionDateOf } from "./landing-names.ts";

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
  readonly line: LandingLine;
  readonly timestamp: string;
  readonly settle: (error?: LandingError) => void;
}

/** Bytes of one write and sync: more would only make its last sender wait. */
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * Appends records to landing files with group commit: all that arrive while the disk is busy with one batch are the
 * next batch, and each is acknowledged after its own batch's fdatasync. One file at a time, one submission date a file.
 */
export class LandingWriter {
  readonly #options: LandingWriterOptions;
  readonly #lines = new LineBuffer();
  #queue: Waiting[] = [];
  #committing = 0;
  #running: Promise<void> | undefined;
  #file: LandingFile | undefined;
  #filesMade = 0;
  #rotateTimer: NodeJS.Timeout | undefined;
  #rotationDue = false;
  #lastFailure: { readonly at: number; readonly error: LandingError } | undefined;

  constructor(options: LandingWriterOptions) {
    this.#options = options;
  }

  /** Records that wait for their batch, and records of the batch the disk is busy with. */
  get load(): { readonly pending: number; readonly unacknowledged: number } {
    return { pending: this.#queue.length, unacknowledged: this.#committing };
  }

  /** The last batch's failure, until a later batch succeeds. */
  get lastFailure(): { readonly at: number; readonly error: LandingError } | undefined {
    return this.#lastFailure;
  }

  /**
   * Resolves when the line is on disk.
   * @param timestamp the record's submission timestamp: its date decides the folder
   * @throws LandingError when the disk refused it; the line is then not acknowledged and may be sent again
   */
  append(line: LandingLine, timestamp: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ line, timestamp, settle: (error) => (error ? reject(error) : resolve()) });
      this.#start();
    });
  }

  /** Waits for what was appended and closes the file. Nothing may be appended afterwards. */
  async close(): Promise<void> {
    await this.#running;
    await this.#rotate();
  }

  #start(): void {
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    // Lets the requests that are already in this turn of the event loop join the first batch.
    await new Promise(setImmediate);
    while (this.#queue.length > 0 || this.#rotationDue) {
      if (this.#rotationDue) await this.#rotate();
      const batch = this.#takeBatch();
      if (batch.length > 0) await this.#commit(batch);
    }
    // In the same turn as the look at the queue: what is appended after it starts a run of its own.
    this.#running = undefined;
  }

  /** The longest beginning of the queue that one file may take: one submission date, a bounded size. */
  #takeBatch(): Waiting[] {
    const first = this.#queue[0];
    if (first === undefined) return [];
    const date = submissionDateOf(first.timestamp);
    let bytes = 0;
    let end = this.#queue.findIndex(({ line, timestamp }, i) => {
      bytes += measureLine(line);
      return i > 0 && (bytes > BATCH_BYTES || submissionDateOf(timestamp) !== date);
    });
    if (end === -1) end = this.#queue.length;
    const batch = this.#queue.slice(0, end);
    this.#queue = this.#queue.slice(end);
    return batch;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    this.#committing = batch.length;
    let failure: LandingError | undefined;
    try {
      const file = await this.#fileFor(batch);
      this.#lines.empty();
      for (const { line } of batch) this.#lines.add(line);
      await file.append(this.#lines.bytes);
      if (file.size >= this.#options.rotateBytes) this.#rotationDue = true;
      this.#lastFailure = undefined;
    } catch (cause) {
      failure = this.#noteFailure("the landing folder refused a write", cause);
      await this.#abandon();
    }
    this.#committing = 0;
    for (const { settle } of batch) settle(failure);
  }

  async #fileFor(batch: readonly Waiting[]): Promise<LandingFile> {
    const timestamp = batch[0]?.timestamp ?? "";
    const date = submissionDateOf(timestamp);
    if (this.#file !== undefined && this.#file.submissionDate !== date) await this.#rotate();
    if (this.#file !== undefined) return this.#file;
    const { directory, edgeId, openFile, rotateMs } = this.#options;
    this.#filesMade += 1;
    const path = join(directory, date, nameLandingFile(timestamp, edgeId, this.#filesMade));
    this.#file = await LandingFile.create(path, date, openFile);
    this.#rotateTimer = setTimeout(() => {
      this.#rotationDue = true;
      this.#start();
    }, rotateMs).unref();
    return this.#file;
  }

  async #rotate(): Promise<void> {
    const file = this.#forgetFile();
    // Its records are on disk already: under its working name, which the reader knows too, nothing is lost.
    await file?.close().catch((cause: unknown) => this.#noteFailure("a landing file was not closed", cause));
  }

  #noteFailure(what: string, cause: unknown): LandingError {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new LandingError(`${what}: ${reason}`, { cause });
    this.#lastFailure = { at: Date.now(), error };
    this.#options.onFailure?.(error);
    return error;
  }

  async #abandon(): Promise<void> {
    await this.#forgetFile()?.abandon();
  }

  #forgetFile(): LandingFile | undefined {
    const file = this.#file;
    clearTimeout(this.#rotateTimer);
    this.#rotationDue = false;
    this.#file = undefined;
    return file;
  }
}
