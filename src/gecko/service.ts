import { createEngine, type Engine } from "../engine/engine.ts";
import { Bridge } from "./bridge.ts";
import { Carrier } from "./carrier.ts";
import { createExtensionTelemetry, type ExtensionTelemetry } from "./extension-telemetry.ts";
import type { Outbox } from "./hand-over.ts";
import { Inspector } from "./inspector.ts";

const STORAGE_LIMIT_TOPIC = "event-telemetry-storage-limit-reached";

const inMemoryOutbox: Outbox = {
  note: async () => {},
  forget: async () => {},
  withdraw: async () => {},
};

/** One running engine with everything that connects it to this Firefox. */
export class Service {
  readonly engine: Engine;
  readonly inspector: Inspector;
  private readonly carrier: Carrier;
  private readonly bridge: Bridge;

  constructor() {
    this.engine = createEngine({
      clock: () => Services.telemetry.msSinceProcessStart(),
      canRecordExtended: () => Services.telemetry.canRecordExtended,
      canRecordBase: () => Services.telemetry.canRecordBase,
      onStorageLimit: () => Services.obs.notifyObservers(null, STORAGE_LIMIT_TOPIC),
      onChange: (seq) => this.inspector.announce(seq),
    });
    this.inspector = new Inspector(this.engine);
    this.carrier = new Carrier(this.engine, inMemoryOutbox);
    this.bridge = new Bridge((source) => this.telemetryFor(source));
  }

  async start(): Promise<void> {
    this.carrier.start();
    await this.bridge.start();
  }

  stop(): void {
    this.bridge.stop();
    this.carrier.stop();
  }

  /** `browser.telemetry` for the extension with this id. */
  telemetryFor(source: string): ExtensionTelemetry {
    return createExtensionTelemetry(() => this.engine, source);
  }
}
