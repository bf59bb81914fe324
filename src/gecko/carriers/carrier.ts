import type { Engine } from "../../engine/engine.ts";
import { EVENT_PING_LIMIT, type PingSession } from "../../pings/build-event-ping.ts";
import type { AssembledPing } from "../firefox-modules.ts";
import { EventPingSchedule } from "./event-ping-schedule.ts";
import { EventPings } from "./event-pings.ts";
import { HandOver, type HandOverDesk } from "./hand-over.ts";
import type { LostEvents } from "./lost-events.ts";
import { addScalars, MAIN_PING_EVENT_LIMIT, mayRide, rideMainPing } from "./main-ping-rider.ts";
import { type Boarding, installPingHooks, type PingHooks } from "./ping-hooks.ts";

export type CarrierMode = "main" | "event";

export interface CarrierDeps {
  readonly engine: Engine;
  readonly desk: HandOverDesk;
  readonly lost: LostEvents;
  /** What the user or a tester chose in the pref `carrier`. */
  mode(): CarrierMode;
  mayUpload(): boolean;
  session(): PingSession;
  now(): number;
}

export interface CarrierState {
  readonly chosen: CarrierMode;
  /** `event` although `main` was chosen: this Firefox lacks a function that the ride needs. */
  readonly effective: CarrierMode;
  readonly missing: readonly string[];
  readonly wrapped: readonly string[];
  /** ms since the epoch of the next event ping at the latest, or null. */
  readonly nextEventPing: number | null;
}

/** Decides which pings take events along, and follows each until Firefox holds it. */
export class Carrier implements Boarding {
  readonly eventPings: EventPings;
  private readonly schedule: EventPingSchedule;
  private readonly underway = new Map<string, HandOver>();
  private readonly deps: CarrierDeps;
  private hooks: PingHooks | null = null;

  constructor(deps: CarrierDeps) {
    this.deps = deps;
    this.eventPings = new EventPings(deps.engine, deps.desk, deps.lost, () => this.hooked);
    this.schedule = new EventPingSchedule({
      now: deps.now,
      available: () => this.available(),
      submit: (reason, limit) =>
        this.eventPings.submitPending(this.effective === "main" ? "max" : reason, deps.session(), limit),
      report: (problem) => deps.desk.report(problem),
    });
  }

  get state(): CarrierState {
    return {
      chosen: this.deps.mode(),
      effective: this.effective,
      missing: this.hooks?.missing ?? [],
      wrapped: this.hooks?.wrapped ?? [],
      nextEventPing: this.schedule.nextAt,
    };
  }

  start(): void {
    this.hooks = installPingHooks(this);
    this.schedule.start();
  }

  stop(): void {
    this.schedule.stop();
    this.hooks?.restore();
    this.hooks = null;
  }

  /** Resolves when no ping is on its way to Firefox any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.underway.values()].map((handOver) => handOver.done));
  }

  limitReached(): void {
    this.schedule.limitReached();
  }

  /** Sends the oldest pending events in an event ping now, because a person asked. Rejects where Firefox may not or does not take it. */
  async sendNow(): Promise<void> {
    if (!this.deps.mayUpload()) {
      throw new Error("uploading telemetry is off");
    }
    const reason = this.effective === "main" ? "max" : "periodic";
    await this.eventPings.submitPending(reason, this.deps.session(), EVENT_PING_LIMIT);
  }

  /** Sends everything that is pending in event pings, as the session ends or the add-on goes. */
  async sendAll(): Promise<void> {
    const { engine, desk } = this.deps;
    let before = Number.POSITIVE_INFINITY;
    try {
      while (this.deps.mayUpload() && engine.queue.size > 0 && engine.queue.size < before) {
        before = engine.queue.size;
        await this.eventPings.submitPending("shutdown", this.deps.session(), before);
      }
    } catch (error) {
      desk.report(error);
    }
  }

  board(ping: AssembledPing): HandOver | null {
    if (!this.deps.mayUpload()) {
      return null;
    }
    const handOver = this.eventPings.board(ping) ?? this.boardMain(ping);
    if (handOver !== null) {
      this.underway.set(ping.id, handOver);
      void handOver.done.then(() => this.underway.delete(ping.id));
    }
    return handOver;
  }

  find(pingId: string): HandOver | null {
    return this.underway.get(pingId) ?? null;
  }

  /** A crash would lose the counts of the subsession, so the copy has them too; events are in our own database. */
  copyAborted(ping: AssembledPing): void {
    if (this.deps.mayUpload() && ping.payload.info?.reason === "aborted-session") {
      addScalars(this.deps.engine, ping, false);
    }
  }

  async afterSubmit(ping: AssembledPing): Promise<void> {
    if (ping.type === "main" && ping.payload.info?.reason === "shutdown") {
      this.schedule.stop();
      await this.sendAll();
    }
  }

  private get hooked(): boolean {
    return this.hooks !== null && this.hooks.missing.length === 0;
  }

  private get effective(): CarrierMode {
    return this.hooked ? this.deps.mode() : "event";
  }

  private available(): number {
    if (!this.deps.mayUpload()) {
      return 0;
    }
    const { size } = this.deps.engine.queue;
    return this.effective === "main" ? size - MAIN_PING_EVENT_LIMIT : size;
  }

  private boardMain(ping: AssembledPing): HandOver | null {
    const { engine, desk } = this.deps;
    const { sessionId } = this.deps.session();
    if (!mayRide(ping, sessionId)) {
      return null;
    }
    addScalars(engine, ping, true);
    if (this.effective !== "main") {
      return null;
    }
    const records = rideMainPing(engine, ping);
    if (records.length === 0) {
      return null;
    }
    const settle = (): void => void engine.queue.settle(ping.id);
    const release = (): void => void engine.queue.release(ping.id);
    return new HandOver(ping.id, { sessionId, records, settle, release }, desk);
  }
}
