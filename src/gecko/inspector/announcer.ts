import { Timer } from "../timers.ts";

/** Changes within one such span are told once: a message for each of 100,000 events would drown the panel. */
const ANNOUNCE_MS = 50;
/** The badge is read by eyes only. */
const TOTALS_MS = 250;
/** How often to look, while somebody watches, for what nobody announces. */
const LOOK_MS = 1_000;

/** The numbers of the toolbar badge and the panel's status line. */
export interface Totals {
  readonly pending: number;
  readonly refused: number;
  /** Refusals that nobody has looked at yet. */
  readonly unseen: number;
  /** The newest entry of the list that somebody has looked at. */
  readonly seenId: number;
  readonly lost: number;
}

export interface AnnouncerParts {
  look(): void;
  rev(): number;
  totals(): Totals;
}

/** Tells the panel and the toolbar button that something changed, not too often. */
export class Announcer {
  private readonly parts: AnnouncerParts;
  private readonly changeListeners = new Set<(rev: number) => void>();
  private readonly totalsListeners = new Set<(totals: Totals) => void>();
  private readonly changeTimer = new Timer(() => this.tellChange());
  private readonly totalsTimer = new Timer(() => this.tellTotals());
  private readonly lookTimer = new Timer(() => this.look());
  private lastTotals = "";

  constructor(parts: AnnouncerParts) {
    this.parts = parts;
  }

  get watched(): boolean {
    return this.changeListeners.size > 0;
  }

  changed(): void {
    if (this.watched && !this.changeTimer.armed) {
      this.changeTimer.arm(ANNOUNCE_MS);
    }
    if (this.totalsListeners.size > 0 && !this.totalsTimer.armed) {
      this.totalsTimer.arm(TOTALS_MS);
    }
  }

  onChange(listener: (rev: number) => void): () => void {
    this.changeListeners.add(listener);
    if (!this.lookTimer.armed) {
      this.lookTimer.arm(LOOK_MS);
    }
    return () => this.changeListeners.delete(listener);
  }

  onTotals(listener: (totals: Totals) => void): () => void {
    this.totalsListeners.add(listener);
    listener(this.parts.totals());
    return () => this.totalsListeners.delete(listener);
  }

  stop(): void {
    this.changeListeners.clear();
    this.totalsListeners.clear();
    for (const timer of [this.changeTimer, this.totalsTimer, this.lookTimer]) {
      timer.cancel();
    }
  }

  private tellChange(): void {
    const rev = this.parts.rev();
    for (const listener of this.changeListeners) {
      listener(rev);
    }
  }

  private tellTotals(): void {
    const totals = this.parts.totals();
    const text = JSON.stringify(totals);
    if (text === this.lastTotals) {
      return;
    }
    this.lastTotals = text;
    for (const listener of this.totalsListeners) {
      listener(totals);
    }
  }

  private look(): void {
    if (this.watched) {
      this.parts.look();
      this.lookTimer.arm(LOOK_MS);
    }
  }
}
