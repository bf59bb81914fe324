/** Types of this add-on's own debug API, as extension pages see it (experiment-apis/telemetry-inspector/schema.json). */
import type { EventsByProcess, Extra } from "../pings/event-tuple.ts";

/** One stored event with the add-on's own metadata. */
export interface PendingEvent {
  readonly seq: number;
  /** Milliseconds since Firefox started. */
  readonly timestamp: number;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string | null;
  readonly extra: Extra | null;
  readonly bucket: string;
  /** An add-on id, a page origin, or `firefox`. */
  readonly source: string;
}

export interface PendingPage {
  readonly total: number;
  readonly newestSeq: number;
  readonly rows: readonly PendingEvent[];
}

export interface TelemetryInspector {
  pending(after: number, limit: number): Promise<PendingPage>;
  mainPingEvents(): Promise<EventsByProcess>;
  readonly onChange: {
    addListener(listener: (newestSeq: number) => void): void;
    removeListener(listener: (newestSeq: number) => void): void;
  };
}
