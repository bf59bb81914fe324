/**
 * The experiment behind this add-on's own `browser.telemetry`. Thin: it maps `resource://event-telemetry/`, attaches
 * this build's engine, and hands out the API. The manifest key is `eventTelemetry`, for a key named `telemetry` would
 * collide with the built-in module (DESIGN 4).
 */
import type { DataCollectionGrant } from "../../src/gecko/consent.ts";
import type { EventTelemetryHost as Host } from "../../src/gecko/event-telemetry.sys.ts";
import type { ExtensionTelemetry } from "../../src/gecko/extension-telemetry.ts";
import { mapModules, unmapModules } from "../resource-host.ts";

function host(): typeof Host {
  const module = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs") as {
    EventTelemetryHost: typeof Host;
  };
  return module.EventTelemetryHost;
}

class EventTelemetryExperiment extends ExtensionAPI {
  onStartup(): void {
    mapModules(this.extension.rootURI);
    const url = `resource://event-telemetry/implementation.sys.mjs?build=${BUILD_ID}`;
    const service = host().attach(url, { dataCollection: this.dataCollection() });
    service.ready.catch((error: unknown) => console.error("Event Telemetry did not start", error));
  }

  onShutdown(isAppShutdown: boolean): void {
    // While Firefox shuts down the engine stays: the shutdown ping is assembled after extensions are gone.
    if (!isAppShutdown) {
      host().detach(this.extension.id);
      unmapModules();
    }
  }

  private dataCollection(): DataCollectionGrant {
    const { id: extensionId, temporarilyInstalled, dataCollectionPermissions } = this.extension;
    const granted = dataCollectionPermissions?.has("technicalAndInteraction") ?? null;
    return { extensionId, temporarilyInstalled, granted };
  }

  getAPI(context: ExperimentContext): { telemetry: ExtensionTelemetry } {
    const service = host().service;
    if (service === null) {
      throw new Error("Event Telemetry's engine is not attached");
    }
    return { telemetry: service.telemetryFor(context.extension.id) };
  }
}

globalThis.eventTelemetry = EventTelemetryExperiment;
