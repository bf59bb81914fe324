/**
 * Bundled as `EventTelemetry.sys.mjs`: the module Firefox code imports, and the meeting point of every add-on that
 * carries the engine. System modules never unload, so this file holds no logic of its own that could go stale: it
 * only points at the newest implementation that is attached (see ARCHITECTURE.md, "One engine a process").
 */
import type { ChromeTelemetry } from "./chrome-telemetry.ts";
import type { Service } from "./service.ts";

interface Implementation {
  readonly createService: () => Service;
  readonly createChromeTelemetry: (service: Service) => ChromeTelemetry;
}

let service: Service | null = null;
let chrome: ChromeTelemetry | null = null;
let owner: string | null = null;

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
  async attach(id: string, implementationUrl: string): Promise<Service> {
    const implementation = ChromeUtils.importESModule(implementationUrl) as Implementation;
    service = implementation.createService();
    chrome = implementation.createChromeTelemetry(service);
    owner = id;
    await service.start();
    return service;
  },
  detach(id: string): void {
    if (owner === id) {
      service?.stop();
      service = null;
      chrome = null;
      owner = null;
    }
  },
  get service(): Service | null {
    return service;
  },
};
