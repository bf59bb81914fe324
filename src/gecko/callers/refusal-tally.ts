import { Timer } from "../timers.ts";
import type { CallerRefusal } from "./caller-refusal.ts";

const TOLD_EVERY_MS = 1_000;
/** Sources and codes that are told apart within such a span; a caller chooses neither freely, but pages are many. */
const MOST_KINDS = 200;

/**
 * Tells the first refusal of a kind at once and the others of the same second as one, with their number: a flood must not push
 * everything else out of the panel's list.
 */
export class RefusalTally {
  private readonly waiting = new Map<string, CallerRefusal>();
  private readonly tell: (refusal: CallerRefusal) => void;
  private readonly timer = new Timer(() => this.flush());

  constructor(tell: (refusal: CallerRefusal) => void) {
    this.tell = tell;
  }

  add(refusal: CallerRefusal): void {
    const kind = `${refusal.code} ${refusal.source}`;
    const waiting = this.waiting.get(kind);
    if (waiting !== undefined) {
      this.waiting.set(kind, { ...refusal, count: waiting.count + refusal.count });
      return;
    }
    this.tell(refusal);
    if (this.waiting.size < MOST_KINDS) {
      this.waiting.set(kind, { ...refusal, count: 0 });
    }
    if (!this.timer.armed) {
      this.timer.arm(TOLD_EVERY_MS);
    }
  }

  stop(): void {
    this.timer.cancel();
    this.flush();
  }

  private flush(): void {
    const told = [...this.waiting.values()].filter(({ count }) => count > 0);
    this.waiting.clear();
    told.forEach(this.tell);
  }
}
