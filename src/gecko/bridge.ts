import { BridgeContexts, type Context, type Functions } from "./bridge-contexts.ts";
import type { ExtensionTelemetry } from "./extension-telemetry.ts";
import { BRIDGE_PREF, observePref, prefs } from "./prefs.ts";
import { type Wrapped, wrapFunction } from "./wrap-function.ts";

interface TelemetryApiClass {
  readonly prototype: { getAPI(context: Context): { telemetry: Functions } };
}

const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs") as {
  ExtensionParent: { apiManager: { asyncLoadModule(name: string): Promise<TelemetryApiClass> } };
};

export interface BridgeState {
  /** The pref `extensions.event-telemetry.bridge.enabled`. */
  readonly enabled: boolean;
  readonly up: boolean;
  /** Extensions whose `browser.telemetry` is on our engine now. */
  readonly routed: readonly string[];
  /** Extensions that hold on to the platform's functions: what they record is lost until they start anew. */
  readonly needReload: readonly string[];
  /** What a person can do about `needReload`. */
  readonly advice: string;
  /** Why it is not up although it is enabled. */
  readonly problem: string | null;
}

const ADVICE = "Switch the extension off and on again in about:addons, or reload it in about:debugging.";

/**
 * Gives every privileged extension with the permission `telemetry` our engine behind the platform's own
 * `browser.telemetry`, with no change to the extension, whether it starts before or after us: Firefox's schema still
 * checks the arguments, and the extension's id is the source. Follows its pref live; after `stop` each function is the
 * platform's own again.
 */
export class Bridge {
  private readonly contexts: BridgeContexts;
  private wrapped: Wrapped | null = null;
  private isWanted = false;
  private problem: string | null = null;
  private stopObserving: (() => void) | null = null;

  constructor(telemetryFor: (source: string) => ExtensionTelemetry) {
    this.contexts = new BridgeContexts(telemetryFor);
  }

  start(): void {
    this.stopObserving = observePref(BRIDGE_PREF, () => this.followPref());
    this.followPref();
  }

  stop(): void {
    this.stopObserving?.();
    this.stopObserving = null;
    this.takeDown();
  }

  get isUp(): boolean {
    return this.wrapped !== null;
  }

  get needReload(): readonly string[] {
    return this.isUp ? this.contexts.stale : [];
  }

  get state(): BridgeState {
    const { isUp: up, needReload, problem } = this;
    return {
      enabled: prefs.bridgeEnabled(),
      up,
      routed: this.contexts.routed,
      needReload,
      advice: ADVICE,
      problem,
    };
  }

  private followPref(): void {
    if (prefs.bridgeEnabled()) {
      void this.putUp();
    } else {
      this.takeDown();
    }
  }

  private async putUp(): Promise<void> {
    this.isWanted = true;
    this.problem = null;
    try {
      const apiClass = await ExtensionParent.apiManager.asyncLoadModule("telemetry");
      if (this.isWanted && this.wrapped === null) {
        this.wrap(apiClass);
      }
    } catch (error) {
      this.problem = `This Firefox has no browser.telemetry: ${error}`;
    }
  }

  private wrap(apiClass: TelemetryApiClass): void {
    const { contexts } = this;
    this.wrapped = wrapFunction<TelemetryApiClass["prototype"]["getAPI"]>(
      apiClass.prototype,
      "getAPI",
      (original) =>
        function (this: unknown, context) {
          const { telemetry } = original.call(this as never, context);
          return { telemetry: contexts.route(context, telemetry) };
        },
    );
    if (this.wrapped === null) {
      this.problem = "This Firefox's browser.telemetry has no getAPI";
    } else {
      contexts.routeExisting();
    }
  }

  private takeDown(): void {
    this.isWanted = false;
    this.wrapped?.restore();
    this.wrapped = null;
    this.contexts.restore();
  }
}
