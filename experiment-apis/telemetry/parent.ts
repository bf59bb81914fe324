/**
 * The experiment behind `browser.telemetry` of an add-on that carries the engine: this project's own one, or any that
 * has copied the drop-in. Thin: it maps `resource://event-telemetry/`, attaches this build's engine, and hands out the
 * API. The manifest key is `eventTelemetry`, for a key named `telemetry` would collide with the built-in module (DESIGN 4).
 */
import type { EventTelemetryHost as Host } from "../../src/gecko/event-telemetry.sys.ts";
import type { ExtensionTelemetry } from "../../src/gecko/extension-telemetry.ts";
import { HOST_PROTOCOL } from "../../src/gecko/host/owner.ts";
import { mapModulesIfNeeded } from "../../src/gecko/host/resource-host.ts";

function host(): typeof Host {
  const module = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs") as {
    EventTelemetryHost: typeof Host;
  };
  return module.EventTelemetryHost;
}

class EventTelemetryExperiment extends ExtensionAPI {
  onStartup(): void {
    const { id: extensionId, temporarilyInstalled, dataCollectionPermissions } = this.extension;
    const modules = this.modulesFolder();
    mapModulesIfNeeded(modules);
    host().attach({
      id: extensionId,
      version: ENGINE_VERSION,
      build: BUILD_ID,
      protocol: HOST_PROTOCOL,
      modules,
      dataCollection: {
        extensionId,
        temporarilyInstalled,
        granted: dataCollectionPermissions?.has("technicalAndInteraction") ?? null,
      },
    });
  }

  onShutdown(isAppShutdown: boolean): void {
    // While Firefox shuts down the engine stays: the shutdown ping is assembled after extensions are gone.
    if (!isAppShutdown) {
      host().detach(this.extension.id);
    }
  }

  getAPI(context: ExperimentContext): { telemetry: ExtensionTelemetry } {
    return { telemetry: host().telemetryFor(context.extension.id) };
  }

  /** Beside this script, wherever the add-on's author has put it. */
  private modulesFolder(): string {
    const { rootURI, manifest } = this.extension;
    const script = manifest.experiment_apis.eventTelemetry?.parent.script ?? "";
    const path = script.replace(/^moz-extension:\/\/[^/]+\//, "").replace(/^\//, "");
    return `${rootURI.spec}${path.slice(0, path.lastIndexOf("/") + 1)}modules/`;
  }
}

globalThis.eventTelemetry = EventTelemetryExperiment;
