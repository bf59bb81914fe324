import { EVENT_PING_LIMIT, type EventPingReason } from "../../pings/build-event-ping.ts";
import { Timer } from "../timers.ts";

export interface ScheduleDeps {
  /** ms since process start: a monotonic clock, so that a jump of the system clock moves nothing. */
  now(): number;
  /** How many pending events an event ping may take now: all of them, or what the main ping will not take. */
  available(): number;
  submit(reason: EventPingReason, limit: number): Promise<void>;
  report(problem: unknown): void;
}

const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;

/** The longest wait between event pings while there are events. Firefox's own pref and default. */
function longestWait(): number {
  return Services.prefs.getIntPref("toolkit.telemetry.eventping.minimumFrequency", HOUR_MS);
}

/** The shortest wait between two `max` pings. Firefox's own pref and default. */
function shortestWait(): number {
  return Services.prefs.getIntPref("toolkit.telemetry.eventping.maximumFrequency", TEN_MINUTES_MS);
}

/**
 * When event pings leave: at least hourly while there is something, at once when the storage limit is reached, but at
 * most one in ten minutes, counted from what remains of them (the old code subtracted a time stamp; DESIGN 5).
 */
export class EventPingSchedule {
  private lastSend = Number.NEGATIVE_INFINITY;
  private reason: EventPingReason = "periodic";
  private readonly timer = new Timer(() => void this.send(this.reason));
  private readonly deps: ScheduleDeps;

  constructor(deps: ScheduleDeps) {
    this.deps = deps;
  }

  start(): void {
    this.armPeriodic();
    this.checkLimit();
  }

  stop(): void {
    this.timer.cancel();
  }

  /** ms since the epoch at which the next event ping may leave, for the panel's countdown; null while stopped. */
  get nextAt(): number | null {
    return this.timer.due;
  }

  /** The storage limit was reached. */
  limitReached(): void {
    const wait = this.lastSend + shortestWait() - this.deps.now();
    if (wait <= 0) {
      void this.send("max");
    } else {
      this.reason = "max";
      this.timer.arm(wait);
    }
  }

  private armPeriodic(): void {
    this.reason = "periodic";
    this.timer.arm(longestWait());
  }

  private async send(reason: EventPingReason): Promise<void> {
    this.armPeriodic();
    const available = this.deps.available();
    if (available <= 0) {
      return;
    }
    this.lastSend = this.deps.now();
    try {
      await this.deps.submit(reason, Math.min(available, EVENT_PING_LIMIT));
    } catch (error) {
      this.deps.report(error);
    }
    this.checkLimit();
  }

  /** The limit is told only once at each crossing, so what was left over a ping has to be looked at here. */
  private checkLimit(): void {
    if (this.deps.available() >= EVENT_PING_LIMIT) {
      this.limitReached();
    }
  }
}
