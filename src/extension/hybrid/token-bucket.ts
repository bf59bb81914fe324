/** A rate limit: `burst` at once, `perSecond` in the long run. The clock is in milliseconds and never goes back. */
export class TokenBucket {
  private readonly burst: number;
  private readonly perSecond: number;
  private readonly now: () => number;
  private tokens: number;
  private filledAt: number;

  constructor(rate: { readonly burst: number; readonly perSecond: number }, now: () => number) {
    this.burst = rate.burst;
    this.perSecond = rate.perSecond;
    this.now = now;
    this.tokens = rate.burst;
    this.filledAt = now();
  }

  get isFull(): boolean {
    this.refill();
    return this.tokens === this.burst;
  }

  /** Takes one token; false where there is none. */
  take(): boolean {
    this.refill();
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  private refill(): void {
    const now = this.now();
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.filledAt) / 1_000) * this.perSecond);
    this.filledAt = now;
  }
}
