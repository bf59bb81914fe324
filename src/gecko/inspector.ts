import type { Engine } from "../engine/engine.ts";
import type { EventRecord } from "../engine/event-record.ts";
import { groupByProcess } from "../engine/event-tuples.ts";
import type { EventsByProcess } from "../pings/event-tuple.ts";
import { MAIN_PING_EVENT_LIMIT } from "./carriers/main-ping-rider.ts";
import { Timer } from "./timers.ts";

/** Changes within one such span are told once: a message for each of 100,000 events would drown the panel. */
const ANNOUNCE_MS = 50;

export interface PendingPage {
  readonly total: number;
  readonly newestSeq: number;
  readonly rows: readonly EventRecord[];
}

/** What the debug panel reads. It changes nothing. */
export class Inspector {
  private readonly engine: Engine;
  private readonly listeners = new Set<(seq: number) => void>();
  private seq = 0;
  private readonly timer = new Timer(() => this.tell());

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** One page of pending events after the given sequence number, oldest first. */
  pending(after: number, limit: number): PendingPage {
    const rows = this.engine.queue.list({ after, limit });
    return { total: this.engine.queue.size, newestSeq: this.seq, rows };
  }

  /** The events section as the next main ping would carry it: the oldest 500 by process. */
  mainPingEvents(): EventsByProcess {
    return groupByProcess(this.engine.queue.list({ limit: MAIN_PING_EVENT_LIMIT }));
  }

  /** Calls back with the newest sequence number after each change; returns the unsubscriber. */
  onChange(listener: (seq: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  announce(seq: number): void {
    this.seq = seq;
    if (!this.timer.armed && this.listeners.size > 0) {
      this.timer.arm(ANNOUNCE_MS);
    }
  }

  private tell(): void {
    for (const listener of this.listeners) {
      listener(this.seq);
    }
  }
}
