import type { HandOverNotes } from "../store/hand-over-notes.ts";
import type { Cargo } from "./cargo.ts";

type Load = Pick<Cargo, "sessionId" | "records">;

/** Told of each step of a ping with events, for the panel's history. */
export interface PingTrail {
  boarded(pingId: string, cargo: Load): void;
  /** Firefox has the ping; one sent without the hooks was never told as boarded. */
  settled(pingId: string, cargo: Load): void;
  released(pingId: string): void;
}

/** What a hand-over needs of the durable side. */
export interface HandOverDesk {
  readonly notes: HandOverNotes;
  readonly trail: PingTrail;
  /** Deletes the events of a ping that Firefox holds, then its note; a failure is retried at the next start. */
  forget(pingId: string, cargo: Cargo): Promise<void>;
  /** Told of what goes wrong; recording and sending go on. */
  report(problem: unknown): void;
}

/**
 * One ping on its way from us to Firefox, in this order: note on disk, ping on Firefox's disk, note marked done,
 * events deleted. A kill between any two of them loses nothing and sends nothing twice (ARCHITECTURE.md).
 */
export class HandOver {
  /** Resolves when the note is on disk; where the disk refuses, the hand-over goes on without. */
  readonly noted: Promise<void>;
  /** Resolves when Firefox holds the ping or has refused it. */
  readonly done: Promise<void>;
  readonly pingId: string;
  private finish: () => void = () => {};
  private readonly cargo: Cargo;
  private readonly desk: HandOverDesk;

  constructor(pingId: string, cargo: Cargo, desk: HandOverDesk) {
    this.pingId = pingId;
    this.cargo = cargo;
    this.desk = desk;
    desk.trail.boarded(pingId, cargo);
    this.noted = desk.notes
      .write(pingId, cargo.sessionId, cargo.records)
      .catch((error: unknown) => desk.report(error));
    this.done = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  /** Firefox has the ping on disk or sent. */
  async settle(): Promise<void> {
    this.cargo.settle();
    this.desk.trail.settled(this.pingId, this.cargo);
    await this.desk.notes.markDone(this.pingId).catch((error: unknown) => this.desk.report(error));
    this.finish();
    await this.desk.forget(this.pingId, this.cargo);
  }

  /** Tells of what went wrong after Firefox had the ping. */
  report(problem: unknown): void {
    this.desk.report(problem);
  }

  /** Firefox did not take the ping. */
  async release(): Promise<void> {
    this.cargo.release();
    this.desk.trail.released(this.pingId);
    await this.desk.notes.remove(this.pingId).catch((error: unknown) => this.desk.report(error));
    this.finish();
  }
}
