import type { Extra } from "../pings/event-tuple.ts";

/** 0: recorded on all channels (`record_on_release: true`); 1: pre-release channels only. nsITelemetry's constants. */
export type Dataset = 0 | 1;
export const DATASET_ALL_CHANNELS: Dataset = 0;
export const DATASET_PRERELEASE_CHANNELS: Dataset = 1;

/** A process bucket; `dynamic` groups add-on probes and is not a process. */
export type Bucket = "parent" | "content" | "extension" | "gpu" | "socket" | "rdd" | "utility" | "dynamic";

/** One stored event with our own metadata; only the tuple part of it ever travels. */
export interface EventRecord {
  /** Increases by one with every event stored or refused in this engine; never re-used. */
  readonly seq: number;
  /** Milliseconds since the parent process started, as read from the clock, not floored. */
  readonly timestamp: number;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string | null;
  readonly extra: Extra | null;
  readonly bucket: Bucket;
  readonly dataset: Dataset;
  /** Who recorded it: an add-on id, a page origin, or `firefox`. */
  readonly source: string;
}
