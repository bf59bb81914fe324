import type { EventDefinitionInfo } from "../../engine/event-definition.ts";
import type { EventRecord } from "../../engine/event-record.ts";
import type { CategoryInfo } from "../../engine/event-registry.ts";
import type { Notice } from "../../engine/outcome.ts";
import type { ScalarDefinitionInfo } from "../../engine/scalar-definition.ts";
import type { KeyedScalarsByProcess, ScalarsByProcess } from "../../engine/scalar-snapshot.ts";
import type { PingTrail } from "../carriers/hand-over.ts";
import { extensionError } from "../extension-error.ts";
import { telemetrySession } from "../firefox-modules.ts";
import { readFirefoxOwnEvents } from "../firefox-own-events.ts";
import { Announcer, type Totals } from "./announcer.ts";
import { describeSource, type SourceInfo } from "./event-sources.ts";
import { FirefoxEvents } from "./firefox-events.ts";
import { type Health, type HealthParts, readHealth } from "./health.ts";
import { History, type HistoryChanges } from "./history.ts";
import { describePing, type ListedPing, listPings, type OpenedPing, openPing } from "./ping-archive.ts";
import { previewMainPing } from "./ping-preview.ts";
import { PingWatch } from "./ping-watch.ts";

/** Entries of the list: newest kept. */
export const HISTORY_LIMIT = 10_000;

export interface RegistryReport {
  readonly categories: readonly CategoryInfo[];
  readonly definitions: readonly EventDefinitionInfo[];
}

export interface CountsReport {
  readonly scalars: ScalarsByProcess;
  readonly keyedScalars: KeyedScalarsByProcess;
  readonly definitions: readonly ScalarDefinitionInfo[];
}

/** What the debug panel reads, and the two things it can ask for: a ping now, and to take refusals as looked at. */
export class Inspector {
  readonly trail: PingTrail;
  private readonly parts: HealthParts;
  private readonly history: History;
  private readonly pings: PingWatch;
  private readonly announcer: Announcer;
  private readonly firefoxEvents = new FirefoxEvents();
  private lost = 0;

  /** `parts` is read lazily: the engine and the carriers call this object from their own beginnings on. */
  constructor(parts: HealthParts) {
    this.parts = parts;
    this.history = new History({
      refusals: () => parts.engine.refusals,
      processStart,
      limit: HISTORY_LIMIT,
      name: Services.uuid.generateUUID().toString(),
    });
    this.announcer = new Announcer({
      look: () => void this.look(),
      rev: () => this.history.hint,
      totals: () => this.totals(),
    });
    this.pings = new PingWatch(this.history, () => this.announcer.changed());
    this.trail = this.pings;
  }

  /** Called with each stored event; costs no more than a push. */
  recorded(record: EventRecord, notices: readonly Notice[]): void {
    this.history.record(record, notices);
  }

  cleared(records: readonly EventRecord[]): void {
    this.history.drop(records, "cleared");
  }

  /** Called after anything changed in the engine. */
  changed(): void {
    this.announcer.changed();
  }

  /** Takes in events that came without being recorded now: what another build or an earlier run of this session left. */
  adopt(): void {
    const { queue } = this.parts.engine;
    const carried = [...queue.carried()];
    const records = [...queue.list(), ...carried.flatMap(([, taken]) => taken)];
    for (const record of records.sort((left, right) => left.seq - right.seq)) {
      this.history.record(record);
    }
    for (const [pingId, taken] of carried) {
      this.history.carry(pingId, taken);
    }
  }

  stop(): void {
    this.announcer.stop();
    this.pings.stop();
  }

  changes(since: number, limit: number): HistoryChanges {
    this.noteLost();
    return this.history.changes(since, limit);
  }

  page(before: number, limit: number): HistoryChanges {
    this.noteLost();
    return this.history.page(before, limit);
  }

  totals(): Totals {
    const { engine, durability } = this.parts;
    return {
      pending: engine.queue.size,
      refused: engine.refusals.total,
      unseen: this.history.unseenRefusals,
      seenId: this.history.seenId,
      lost: durability.lost.total,
    };
  }

  /** A person has seen the refusals up to this entry. */
  markSeen(upToId: number): void {
    this.history.markSeen(upToId);
    this.announcer.changed();
  }

  registry(): RegistryReport {
    const { engine } = this.parts;
    return { categories: engine.categories(), definitions: engine.definitions() };
  }

  counts(): CountsReport {
    const { engine } = this.parts;
    return {
      scalars: engine.getSnapshotForScalars("main"),
      keyedScalars: engine.getSnapshotForKeyedScalars("main"),
      definitions: engine.scalarDefinitions(),
    };
  }

  health(): Promise<Health> {
    return readHealth(this.parts);
  }

  async mainPing(): Promise<OpenedPing | null> {
    const { engine, carrier } = this.parts;
    const ping = previewMainPing(engine, carrier.state.effective === "main");
    return ping === null ? null : describePing(ping);
  }

  listPings(limit: number): Promise<readonly ListedPing[]> {
    return listPings(this.pings, limit);
  }

  async openPing(id: string): Promise<OpenedPing> {
    try {
      return await openPing(id);
    } catch (error) {
      throw extensionError(`Firefox's archive does not have the ping ${id}: ${error}`);
    }
  }

  /** Sends the oldest pending events now: in an event ping, or in a main ping that Firefox is told to send. */
  async sendNow(kind: "event" | "main"): Promise<void> {
    try {
      await (kind === "event" ? this.parts.carrier.sendNow() : telemetrySession().sendDailyPing());
    } catch (error) {
      throw extensionError(String(error));
    }
  }

  sources(ids: readonly string[]): Promise<readonly SourceInfo[]> {
    return Promise.all(ids.map(describeSource));
  }

  /** Calls back after changes, with a number that grows; returns the unsubscriber. While anybody listens, Firefox's own events are looked for too. */
  onChange(listener: (rev: number) => void): () => void {
    const stop = this.announcer.onChange(listener);
    this.pings.watch(true);
    void this.look();
    return () => {
      stop();
      this.pings.watch(this.announcer.watched);
    };
  }

  /** Calls back with the totals after they changed, and once now. */
  onTotals(listener: (totals: Totals) => void): () => void {
    return this.announcer.onTotals(listener);
  }

  /** What nobody tells us: Firefox's own events, and pings that left without an answer we saw. */
  private async look(): Promise<void> {
    const found = this.firefoxEvents.findNew(readFirefoxOwnEvents(), processStart());
    if (found.length > 0) {
      this.history.add(found);
      this.announcer.changed();
    }
    await this.pings.check();
  }

  /** Events over the bounds are dropped oldest first, so what is older than the oldest pending one and in no ping is lost. */
  private noteLost(): void {
    const { engine, durability } = this.parts;
    if (durability.lost.total !== this.lost) {
      this.lost = durability.lost.total;
      this.history.loseBefore(engine.queue.list({ limit: 1 })[0]?.seq ?? Number.POSITIVE_INFINITY);
    }
  }
}

function processStart(): number {
  return Date.now() - Services.telemetry.msSinceProcessStart();
}
