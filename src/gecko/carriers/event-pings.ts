import type { Engine } from "../../engine/engine.ts";
import type { EventRecord } from "../../engine/event-record.ts";
import { groupByProcess } from "../../engine/event-tuples.ts";
import {
  buildEventPing,
  EVENT_PING_LIMIT,
  type EventPingReason,
  type PingSession,
} from "../../pings/build-event-ping.ts";
import { type AssembledPing, telemetryController } from "../firefox-modules.ts";
import type { Cargo } from "./cargo.ts";
import { HandOver, type HandOverDesk } from "./hand-over.ts";
import type { LostEvents } from "./lost-events.ts";
import { countThatFit, ENVELOPE_BYTES } from "./ping-size.ts";

/** Names our payload to ourselves between `submitExternalPing`, which clones it, and the hooks. Never travels. */
const TICKET = "eventTelemetryTicket";

type Load = (pingId: string) => Cargo;

/** Sends pings of type `event` through Firefox's own TelemetryController. */
export class EventPings {
  private readonly tickets = new Map<string, Load>();
  private issued = 0;
  private readonly engine: Engine;
  private readonly desk: HandOverDesk;
  private readonly lost: LostEvents;
  private readonly hooked: () => boolean;

  constructor(engine: Engine, desk: HandOverDesk, lost: LostEvents, hooked: () => boolean) {
    this.engine = engine;
    this.desk = desk;
    this.lost = lost;
    this.hooked = hooked;
  }

  /**
   * Sends the oldest pending events of the running session, at most `limit` and 1,000 and no more than fit.
   * Resolves once Firefox has the ping; rejects, with everything pending again, when Firefox refuses it.
   */
  async submitPending(reason: EventPingReason, session: PingSession, limit: number): Promise<void> {
    const listed = this.engine.queue.list({ limit: Math.min(limit, EVENT_PING_LIMIT) });
    if (listed.length === 0) {
      return;
    }
    const count = countThatFit(listed, ENVELOPE_BYTES);
    await this.submit(reason, session, (pingId) => {
      const { queue } = this.engine;
      return {
        sessionId: session.sessionId,
        records: queue.take(pingId, { limit: count }),
        settle: () => void queue.settle(pingId),
        release: () => void queue.release(pingId),
      };
    });
  }

  /** Sends what a dead session left, as that session's own event pings. */
  async submitLeftovers(session: PingSession, records: readonly EventRecord[]): Promise<void> {
    for (let sent = 0; sent < records.length; ) {
      const rest = records.slice(sent, sent + EVENT_PING_LIMIT);
      const part = rest.slice(0, countThatFit(rest, ENVELOPE_BYTES));
      await this.submit("shutdown", session, () => ({
        sessionId: session.sessionId,
        records: part,
        settle: () => {},
        release: () => {},
      }));
      sent += part.length;
    }
  }

  /** Fills a ping that `submit` began; null for pings that are not ours. */
  board(ping: AssembledPing): HandOver | null {
    const ticket = ping.payload[TICKET];
    const load = typeof ticket === "string" ? this.tickets.get(ticket) : undefined;
    if (ping.type !== "event" || load === undefined) {
      return null;
    }
    delete ping.payload[TICKET];
    const cargo = load(ping.id);
    ping.payload.events = groupByProcess(cargo.records);
    return new HandOver(ping.id, cargo, this.desk);
  }

  private async submit(reason: EventPingReason, session: PingSession, load: Load): Promise<void> {
    this.issued += 1;
    const ticket = `ticket-${this.issued}`;
    const lost = this.lost.take();
    try {
      await (this.hooked()
        ? this.submitWithTicket(reason, session, load, ticket, lost)
        : this.submitLoaded(reason, session, load(ticket), lost));
    } catch (error) {
      this.lost.giveBack(lost);
      throw error;
    }
  }

  private async submitWithTicket(
    reason: EventPingReason,
    session: PingSession,
    load: Load,
    ticket: string,
    lost: number,
  ): Promise<void> {
    this.tickets.set(ticket, load);
    try {
      const payload = { ...buildEventPing(reason, session, {}, lost), [TICKET]: ticket };
      await telemetryController().submitExternalPing("event", payload, options(reason));
    } finally {
      this.tickets.delete(ticket);
    }
  }

  /** Without the hooks nobody tells us the ping's id in time, so a kill in this moment can send the events again. */
  private async submitLoaded(
    reason: EventPingReason,
    session: PingSession,
    cargo: Cargo,
    lost: number,
  ): Promise<void> {
    const payload = buildEventPing(reason, session, groupByProcess(cargo.records), lost);
    let pingId: string;
    try {
      pingId = await telemetryController().submitExternalPing("event", payload, options(reason));
    } catch (error) {
      cargo.release();
      throw error;
    }
    cargo.settle();
    this.desk.trail.settled(pingId, cargo);
    await this.desk.forget(pingId, cargo);
  }
}

function options(reason: EventPingReason): {
  addClientId: true;
  addEnvironment: true;
  usePingSender: boolean;
} {
  return { addClientId: true, addEnvironment: true, usePingSender: reason === "shutdown" };
}
