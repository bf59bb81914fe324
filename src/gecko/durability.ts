import type { Engine } from "../engine/engine.ts";
import type { EventRecord } from "../engine/event-record.ts";
import type { Cargo } from "./carriers/cargo.ts";
import type { HandOverDesk, PingTrail } from "./carriers/hand-over.ts";
import { LostEvents } from "./carriers/lost-events.ts";
import { firefoxPings } from "./firefox-pings.ts";
import { currentSession } from "./session.ts";
import { DurableQueue } from "./store/durable-queue.ts";
import type { Leftovers } from "./store/event-store.ts";
import { HandOverNotes } from "./store/hand-over-notes.ts";
import { findCutOff, recover } from "./store/recovery.ts";
import { sqlite } from "./store/sqlite.ts";

/** The mission's bounds of the pending queue. */
export const BOUNDS = { maxEvents: 100_000, maxBytes: 64 * 1024 * 1024 };
/** How many are dropped at once over the bound, so that each new event does not cost a transaction. */
const DROP_AT_ONCE = 1_000;

const FOLDER = "event-telemetry";

/** Keeps the engine's pending queue on disk and within its bounds, and puts both right after a kill. */
export class Durability implements HandOverDesk {
  readonly queue: DurableQueue;
  readonly notes: HandOverNotes;
  readonly lost: LostEvents;
  readonly trail: PingTrail;
  private readonly folder = folderPath();
  private readonly engine: () => Engine;
  private readonly mayKeep: () => boolean;
  private readonly close = (): Promise<void> => this.queue.close();
  private problems: string[] = [];

  constructor(engine: () => Engine, mayKeep: () => boolean, trail: PingTrail) {
    this.engine = engine;
    this.mayKeep = mayKeep;
    this.trail = trail;
    this.queue = new DurableQueue(PathUtils.join(this.folder, "events.sqlite"), currentSession, () =>
      engine().queue.list(),
    );
    this.notes = new HandOverNotes(PathUtils.join(this.folder, "handed-over"));
    this.lost = new LostEvents((waiting) => {
      void this.queue.withDatabase((store) => store.setLostEvents(waiting));
    });
  }

  /** The newest problems of the disk or of a hand-over, for the panel. */
  get reported(): readonly string[] {
    return this.problems;
  }

  /** Bytes of the database with its log, for the panel. */
  async bytesOnDisk(): Promise<number> {
    const files = await IOUtils.getChildren(this.folder, { ignoreAbsent: true });
    const ours = files.filter((path) => PathUtils.filename(path).startsWith("events.sqlite"));
    const sizes = await Promise.all(ours.map(async (path) => (await IOUtils.stat(path)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Opens the database and gives what earlier sessions left. Firefox's shutdown waits for the last commit. */
  async start(): Promise<readonly Leftovers[]> {
    sqlite().shutdown.addBlocker("Event Telemetry: write pending events", this.close);
    await IOUtils.makeDirectory(this.folder, { ignoreExisting: true });
    let leftovers: readonly Leftovers[] = [];
    await this.queue.open();
    const cutOff = this.mayKeep() ? await findCutOff(this.notes, firefoxPings) : [];
    await this.queue.withDatabase(async (store) => {
      this.lost.add(await store.lostEvents());
      leftovers = this.mayKeep() ? await recover(store, this.notes, cutOff) : [];
      await store.dropEmptySessions(currentSession().sessionId);
    });
    if (!this.mayKeep()) {
      await this.eraseAll();
    }
    return leftovers;
  }

  /** Writes what is left and lets go of the database. */
  async stop(): Promise<void> {
    sqlite().shutdown.removeBlocker(this.close);
    await this.close();
  }

  /** Called by the engine with each stored event. */
  keep(record: EventRecord): void {
    if (this.mayKeep()) {
      this.queue.add(record);
      this.enforceBounds();
    }
  }

  /** The events are no longer pending, by a clearing snapshot or over the bounds. */
  drop(records: readonly EventRecord[]): void {
    const seqs = records.map((record) => record.seq);
    this.queue.forgetWaiting(new Set(seqs));
    const { sessionId } = currentSession();
    void this.queue.withDatabase((store) => store.remove(sessionId, seqs));
  }

  async forget(pingId: string, cargo: Cargo): Promise<void> {
    const seqs = cargo.records.map((record) => record.seq);
    await this.queue.withDatabase(async (store) => {
      await store.remove(cargo.sessionId, seqs);
      await this.notes.remove(pingId);
    });
  }

  report(problem: unknown): void {
    console.error("Event Telemetry:", problem);
    this.problems = [...this.problems.slice(-9), String(problem)];
  }

  /** Consent was taken back: nothing stays on disk. */
  async eraseAll(): Promise<void> {
    this.queue.forgetAllWaiting();
    await this.queue.withDatabase((store) => store.clear());
    for (const note of await this.notes.list()) {
      await this.notes.remove(note.pingId);
    }
  }

  private enforceBounds(): void {
    const { queue } = this.engine();
    if (queue.size <= BOUNDS.maxEvents && queue.bytes <= BOUNDS.maxBytes) {
      return;
    }
    const dropped = queue.dropOldest({
      maxEvents: BOUNDS.maxEvents - DROP_AT_ONCE,
      maxBytes: BOUNDS.maxBytes - BOUNDS.maxBytes / 100,
    });
    this.lost.add(dropped.length);
    this.drop(dropped);
  }
}

function folderPath(): string {
  return PathUtils.join(PathUtils.profileDir, FOLDER);
}

/** The engine is gone for good: so is its folder. */
export async function removeFolder(): Promise<void> {
  await IOUtils.remove(folderPath(), { recursive: true, ignoreAbsent: true });
}
