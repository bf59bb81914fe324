import type { EventRecord } from "../../engine/event-record.ts";

/** The events one ping takes, and what becomes of them. */
export interface Cargo {
  readonly sessionId: string;
  readonly records: readonly EventRecord[];
  /** Firefox has the ping: the events are no longer ours. */
  settle(): void;
  /** Firefox did not take the ping: the events are pending again. */
  release(): void;
}
