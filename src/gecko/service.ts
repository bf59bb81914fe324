import { createEngine, type Engine } from "../engine/engine.ts";
import type { EngineState } from "../engine/engine-state.ts";
import type { PendingQueue } from "../engine/pending-queue.ts";
import { Bridge } from "./bridge.ts";
import { type CallerRefusal, logRefusal } from "./callers/caller-refusal.ts";
import { createPageTelemetry, type PageTelemetry } from "./callers/page-telemetry.ts";
import { Carrier, type CarrierState } from "./carriers/carrier.ts";
import { Consent } from "./consent.ts";
import { Durability, removeFolder } from "./durability.ts";
import { createExtensionTelemetry, type ExtensionTelemetry } from "./extension-telemetry.ts";
import type { HostedOptions, HostedService } from "./host/engine-host.ts";
import type { DataCollectionGrant } from "./host/owner.ts";
import { Inspector } from "./inspector/inspector.ts";
import { prefs } from "./prefs.ts";
import { currentSession } from "./session.ts";
import type { StoreState } from "./store/durable-queue.ts";
import type { Leftovers } from "./store/event-store.ts";

const STORAGE_LIMIT_TOPIC = "event-telemetry-storage-limit-reached";

/** What one build in this process leaves to the next: an update in place, or disabled and enabled again. */
export interface Inheritance {
  readonly state: EngineState;
  /** Resolves when the old build has let go of the database, with its queue as it then was. */
  readonly released: Promise<PendingQueue>;
}

export type ServiceOptions = HostedOptions<Service>;

/** One running engine with everything that connects it to this Firefox. */
export class Service implements HostedService {
  readonly engine: Engine;
  readonly inspector: Inspector;
  /** Resolves when what earlier sessions left has been looked at, and the queue is on disk. */
  readonly ready: Promise<void>;
  readonly durability: Durability;
  readonly carrier: Carrier;
  readonly bridge: Bridge;
  readonly consent: Consent;
  private isStopped = false;

  constructor(options: ServiceOptions) {
    this.consent = new Consent(options.owners);
    this.inspector = new Inspector(this);
    this.durability = new Durability(
      () => this.engine,
      () => this.consent.given,
      this.inspector.trail,
    );
    this.engine = createEngine({
      clock: () => Services.telemetry.msSinceProcessStart(),
      canRecordExtended: () => Services.telemetry.canRecordExtended,
      canRecordBase: () => Services.telemetry.canRecordBase,
      onRecorded: (record, notices) => {
        this.inspector.recorded(record, notices);
        this.durability.keep(record);
      },
      onCleared: (records) => {
        this.inspector.cleared(records);
        this.durability.drop(records);
      },
      onStorageLimit: () => this.onStorageLimit(),
      onChange: () => this.inspector.changed(),
      ...(options.inheritance === undefined ? {} : { state: options.inheritance.state }),
    });
    this.inspector.adopt();
    this.carrier = new Carrier({
      engine: this.engine,
      desk: this.durability,
      lost: this.durability.lost,
      mode: prefs.carrier,
      mayUpload: () => this.consent.given,
      session: currentSession,
      now: () => Services.telemetry.msSinceProcessStart(),
    });
    this.bridge = new Bridge((source) => this.telemetryFor(source));
    this.consent.start((given) => void this.onConsent(given));
    this.carrier.start();
    this.bridge.start();
    this.ready = this.start(options);
    void this.started();
  }

  /** Which carrier is at work and why, for the panel. */
  get carrierState(): CarrierState {
    return this.carrier.state;
  }

  /** Whether the queue is on disk, and why not, for the panel. */
  get storeState(): StoreState {
    return this.durability.queue.state;
  }

  /** `browser.telemetry` for the extension with this id. */
  telemetryFor(source: string): ExtensionTelemetry {
    return createExtensionTelemetry(this.engine, source, () => this.consent.isRefusedTo(source));
  }

  /** What a page of this origin records with. */
  pageTelemetryFor(origin: string): PageTelemetry {
    return createPageTelemetry(this.engine, origin);
  }

  /** Notes, for the panel, that somebody was refused before it came to a call. */
  refuse(refusal: CallerRefusal): void {
    logRefusal(this.engine, refusal);
  }

  /** Other add-ons carry the engine now. */
  ownersChanged(owners: readonly DataCollectionGrant[]): void {
    this.consent.ownersChanged(owners);
  }

  /** Resolves when everything recorded before the call is on disk, or the disk has refused it. */
  flush(): Promise<void> {
    return this.durability.queue.flush();
  }

  /** Makes room for another build in this process; the events stay on disk and go to it with the state. */
  handOver(): Inheritance {
    this.letGo();
    const state = this.engine.exportState();
    const released = this.close().then(() => this.engine.queue);
    return { state, released };
  }

  /** The add-on is gone for good: sends what is pending and leaves nothing behind. */
  async retire(): Promise<void> {
    this.bridge.stop();
    await this.started();
    await this.carrier.sendAll();
    this.letGo();
    await this.close();
    await removeFolder();
  }

  /** From here on Firefox does not call us any more. */
  private letGo(): void {
    this.isStopped = true;
    this.bridge.stop();
    this.consent.stop();
    this.inspector.stop();
    this.carrier.stop();
  }

  private started(): Promise<void> {
    return this.ready.catch((error: unknown) => this.durability.report(error));
  }

  private async close(): Promise<void> {
    await this.started();
    await this.carrier.idle();
    await this.durability.stop();
  }

  private async start({ inheritance, after }: ServiceOptions): Promise<void> {
    await after;
    if (inheritance !== undefined) {
      this.resolveCarried(await inheritance.released);
    }
    // Replaced before it could begin: the disk and what earlier sessions left are the next one's.
    if (this.isStopped) {
      return;
    }
    for (const left of await this.durability.start()) {
      if (!this.isStopped) {
        await this.resume(left);
      }
    }
  }

  /** Pings that were on their way when the old build stopped have arrived, or been refused, by now. */
  private resolveCarried(old: PendingQueue): void {
    const pendingAgain = new Set(old.list().map((record) => record.seq));
    const { queue } = this.engine;
    for (const [pingId, records] of queue.carried()) {
      if (records.some((record) => pendingAgain.has(record.seq))) {
        queue.release(pingId);
        this.inspector.trail.released(pingId);
      } else {
        queue.settle(pingId);
        this.inspector.trail.settled(pingId, { sessionId: currentSession().sessionId, records });
      }
    }
  }

  private async resume({ session, records }: Leftovers): Promise<void> {
    // This session's events are the engine's own, also those of an earlier build in this process: it inherited them.
    if (session.sessionId === currentSession().sessionId) {
      return;
    }
    try {
      await this.carrier.eventPings.submitLeftovers(session, records);
    } catch (error) {
      this.durability.report(error);
    }
  }

  private onStorageLimit(): void {
    Services.obs.notifyObservers(null, STORAGE_LIMIT_TOPIC);
    this.carrier.limitReached();
  }

  /** Off: what is pending goes, as Firefox deletes its pending pings. On: what was recorded meanwhile was never meant to leave. */
  private async onConsent(given: boolean): Promise<void> {
    this.engine.clearEvents();
    if (!given) {
      await this.durability.eraseAll();
    }
  }
}
