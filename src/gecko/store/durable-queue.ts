import type { EventRecord } from "../../engine/event-record.ts";
import type { PingSession } from "../../pings/build-event-ping.ts";
import { Timer } from "../timers.ts";
import { isCorruption, moveAside, openDatabase } from "./database-file.ts";
import type { EventStore } from "./event-store.ts";

/**
 * The shortest time between two group commits. The first event after a quiet time does not wait at all: of the quarter of
 * a second in which an event must be on disk, a starved machine needs most for the commit itself.
 */
const GROUP_COMMIT_MS = 40;
const RETRY_MS = { first: 1_000, longest: 60_000 };

export interface StoreState {
  /** `open`: on disk; `memory`: the disk refuses, recording goes on in memory; `closed`: Firefox is shutting down. */
  readonly phase: "opening" | "open" | "memory" | "closed";
  /** Why it is `memory`, in the database's words. */
  readonly problem: string | null;
  /** Where a corrupt database was moved to. */
  readonly setAside: string | null;
  /** Recorded, and not on disk yet. */
  readonly waiting: number;
}

/** Writes what the engine records to disk in groups, and goes on trying when the disk refuses. */
export class DurableQueue {
  private store: EventStore | null = null;
  private phase: StoreState["phase"] = "opening";
  private problem: string | null = null;
  private setAside: string | null = null;
  private waiting: EventRecord[] = [];
  private retryMs = RETRY_MS.first;
  /** When the last group commit began, ms since process start. */
  private lastCommit = Number.NEGATIVE_INFINITY;
  private commitsThisTurn = false;
  private running: Promise<void> = Promise.resolve();
  private readonly timer = new Timer(() => void this.flush());
  private readonly path: string;
  private readonly session: () => PingSession;
  /** All events of this session that must be on disk: what a fresh database is filled with. */
  private readonly live: () => readonly EventRecord[];

  constructor(path: string, session: () => PingSession, live: () => readonly EventRecord[]) {
    this.path = path;
    this.session = session;
    this.live = live;
  }

  get state(): StoreState {
    const { phase, problem, setAside } = this;
    return { phase, problem, setAside, waiting: this.waiting.length };
  }

  /** The open database, or null while the disk refuses or after `close`. */
  get database(): EventStore | null {
    return this.phase === "closed" ? null : this.store;
  }

  /** Opens the database; a disk that refuses is retried with every later commit. */
  open(): Promise<void> {
    return this.enqueue(() => this.ensureOpen());
  }

  /** Takes one event for the next group commit. */
  add(record: EventRecord): void {
    if (this.phase === "closed") {
      return;
    }
    this.waiting.push(record);
    if (!this.timer.armed && !this.commitsThisTurn) {
      this.schedule();
    }
  }

  /** Resolves when everything added before the call is on disk, or the disk has refused it (see `state`). */
  flush(): Promise<void> {
    this.timer.cancel();
    this.commitsThisTurn = false;
    return this.enqueue(() => this.commit());
  }

  /** Runs one piece of work on the open database after what is queued already; skipped while there is none. */
  withDatabase(work: (store: EventStore) => Promise<void>): Promise<void> {
    return this.enqueue(async () => {
      await this.commit();
      if (this.store !== null && this.problem === null) {
        await work(this.store);
      }
    });
  }

  /** Events that are no longer pending need no place on disk any more. */
  forgetWaiting(seqs: ReadonlySet<number>): void {
    this.waiting = this.waiting.filter((record) => !seqs.has(record.seq));
  }

  forgetAllWaiting(): void {
    this.waiting = [];
  }

  /** Writes what is left and closes. Nothing is written after it. */
  async close(): Promise<void> {
    await this.flush();
    await this.enqueue(async () => {
      this.phase = "closed";
      this.timer.cancel();
      await this.store?.close();
      this.store = null;
    });
  }

  private schedule(): void {
    const wait = this.lastCommit + GROUP_COMMIT_MS - Services.telemetry.msSinceProcessStart();
    if (this.problem !== null) {
      this.timer.arm(this.retryMs);
    } else if (wait > 0) {
      this.timer.arm(wait);
    } else {
      this.commitsThisTurn = true;
      // A loop that records makes one group: this runs once the loop has returned to Firefox.
      void Promise.resolve().then(() => this.flush());
    }
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    const next = this.running.then(async () => {
      if (this.phase !== "closed") {
        await work().catch((error: unknown) => this.fail(error));
      }
    });
    this.running = next;
    return next;
  }

  private async ensureOpen(): Promise<void> {
    if (this.store === null) {
      const { store, setAside } = await openDatabase(this.path);
      this.store = store;
      this.setAside = setAside ?? this.setAside;
      await store.beginSession(this.session());
      this.phase = "open";
    }
  }

  private async commit(): Promise<void> {
    await this.ensureOpen();
    const batch = this.waiting;
    if (batch.length > 0) {
      this.lastCommit = Services.telemetry.msSinceProcessStart();
      await this.store?.insert(this.session(), batch);
      const written = new Set(batch);
      this.waiting = this.waiting.filter((record) => !written.has(record));
    }
    this.phase = "open";
    this.problem = null;
    this.retryMs = RETRY_MS.first;
  }

  private async fail(error: unknown): Promise<void> {
    if (isCorruption(error) && this.store !== null) {
      await this.beginAnew();
    } else {
      this.phase = "memory";
    }
    this.problem = String(error);
    this.timer.arm(this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, RETRY_MS.longest);
  }

  private async beginAnew(): Promise<void> {
    await this.store?.close();
    this.store = null;
    this.setAside = await moveAside(this.path);
    this.waiting = [...this.live()];
  }
}
