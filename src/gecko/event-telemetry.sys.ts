/**
 * Bundled as `EventTelemetry.sys.mjs`: the module Firefox code imports, and the meeting point of every build that
 * carries the engine. System modules never unload, so this file holds as little logic as it can: it points at the
 * implementation that serves, which is imported under a URL of its own (ARCHITECTURE.md, "One engine a process").
 */
import type { ChromeTelemetry } from "./chrome-telemetry.ts";
import type { Inheritance, Service, ServiceOptions } from "./service.ts";

interface Implementation {
  createService(options: ServiceOptions): Service;
  createChromeTelemetry(service: Service): ChromeTelemetry;
}

interface AddonListener {
  onUninstalling(addon: { readonly id: string }): void;
  onOperationCancelled(addon: { readonly id: string }): void;
}

const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs") as {
  AddonManager: { addAddonListener(listener: AddonListener): void };
};

let service: Service | null = null;
let chrome: ChromeTelemetry | null = null;
let inheritance: Inheritance | undefined;
/** Add-ons that are being removed: an add-on's own shutdown is not told why it happens. */
const leaving = new Set<string>();

AddonManager.addAddonListener({
  onUninstalling: (addon) => leaving.add(addon.id),
  onOperationCancelled: (addon) => leaving.delete(addon.id),
});

function current(): ChromeTelemetry {
  if (chrome === null) {
    throw Components.Exception(
      "Event Telemetry is not running: its add-on is not installed or is disabled.",
      Cr.NS_ERROR_NOT_INITIALIZED,
    );
  }
  return chrome;
}

/** For Firefox code: nsITelemetry's functions with their meanings. Throws NS_ERROR_NOT_INITIALIZED with no engine. */
export const EventTelemetry: ChromeTelemetry = new Proxy({} as ChromeTelemetry, {
  get: (_target, name) => Reflect.get(current(), name),
});

/** For the add-ons that carry the engine; nobody else calls it. */
export const EventTelemetryHost = {
  /** Starts the implementation at this URL for the add-on. The service is there when the call returns. */
  attach(implementationUrl: string, options: ServiceOptions): Service {
    const implementation = ChromeUtils.importESModule(implementationUrl) as Implementation;
    service = implementation.createService(inheritance === undefined ? options : { ...options, inheritance });
    chrome = implementation.createChromeTelemetry(service);
    inheritance = undefined;
    return service;
  },

  /**
   * The add-on is disabled, updated or removed. Removed: what is pending is sent and nothing stays. Otherwise all that
   * was registered and recorded waits here for the next build of this process.
   */
  detach(addonId: string): void {
    if (service === null) {
      return;
    }
    if (leaving.delete(addonId)) {
      void service.retire();
    } else {
      inheritance = service.handOver();
    }
    service = null;
    chrome = null;
  },

  get service(): Service | null {
    return service;
  },
};
