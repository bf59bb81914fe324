import type { EventTelemetryHost as Host } from "../event-telemetry.sys.ts";
import { extensionError } from "../extension-error.ts";
import type { ExtensionTelemetry } from "../extension-telemetry.ts";
import { isTrusted, principalOf } from "../hybrid/page-permission.ts";
import { prefs } from "../prefs.ts";
import type { Service } from "../service.ts";
import type { CallerRefusal } from "./caller-refusal.ts";
import { RefusalTally } from "./refusal-tally.ts";

export type PageFunction = "registerEvents" | "recordEvent";

/**
 * How the background page records on behalf of others. It has looked at who asks and at what; here the right is looked at
 * once more, beside the prefs and the permission manager themselves.
 */
export class Callers {
  private readonly host: () => typeof Host;
  private readonly refusals: RefusalTally;

  constructor(host: () => typeof Host) {
    this.host = host;
    this.refusals = new RefusalTally((refusal) => host().service?.refuse(refusal));
  }

  /** Whether the pref `clients` lists this add-on id. */
  isClient(addonId: string): boolean {
    return prefs.clients().includes(addonId);
  }

  /** Carries out one of `browser.telemetry`'s functions with this add-on as the source. */
  callForClient(addonId: string, name: keyof ExtensionTelemetry, args: unknown[]): unknown {
    if (!this.isClient(addonId)) {
      throw extensionError(`${addonId} is not listed in extensions.event-telemetry.clients`);
    }
    const telemetry = this.service().telemetryFor(addonId);
    return (telemetry[name] as (...args: unknown[]) => unknown)(...args);
  }

  /** Whether pages of this origin, `https://example.org` or `about:page`, may record. */
  isTrustedOrigin(origin: string): boolean {
    return prefs.hybridEnabled() && isTrusted(principalOf(origin));
  }

  callForPage(origin: string, name: PageFunction, args: unknown[]): void {
    if (!this.isTrustedOrigin(origin)) {
      throw extensionError(`${origin} is not trusted with telemetry`);
    }
    const telemetry = this.service().pageTelemetryFor(origin);
    (telemetry[name] as (...args: unknown[]) => void)(...args);
  }

  refused(refusal: CallerRefusal): void {
    this.refusals.add(refusal);
  }

  stop(): void {
    this.refusals.stop();
  }

  private service(): Service {
    const { service } = this.host();
    if (service === null) {
      throw extensionError("Event Telemetry's engine is not running");
    }
    return service;
  }
}
