import type { Upload } from "./upload.ts";

/** Where simulated uploads go. */
export interface UploadSink {
  /** Takes one upload; waits while the sink has enough to do. @throws what makes going on pointless */
  take(upload: Upload, body: Buffer): Promise<void>;
  /** Waits for everything that was taken, and tells what became of it. */
  close(): Promise<SinkOutcome>;
}

export interface SinkOutcome {
  /** Landing files written, if files were written. */
  readonly files?: number;
  /** Answers by status, if uploads were posted. */
  readonly answers?: Readonly<Record<number, number>>;
}
