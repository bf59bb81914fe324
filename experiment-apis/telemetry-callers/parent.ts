/**
 * The experiment behind `browser.telemetryCallers`: how this add-on's background page records on behalf of other extensions
 * and of web pages, and what hybrid content needs of Firefox.
 */
import type { CallerRefusal } from "../../src/gecko/callers/caller-refusal.ts";
import { Callers, type PageFunction } from "../../src/gecko/callers/callers.ts";
import type { EventTelemetryHost as Host } from "../../src/gecko/event-telemetry.sys.ts";
import { extensionError } from "../../src/gecko/extension-error.ts";
import type { ExtensionTelemetry } from "../../src/gecko/extension-telemetry.ts";
import { HybridContent } from "../../src/gecko/hybrid/hybrid-content.ts";
import type { ScriptedExtension } from "../../src/gecko/hybrid/page-scripts.ts";
import { prefs, uploadEnabled } from "../../src/gecko/prefs.ts";

function host(): typeof Host {
  const module = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs") as {
    EventTelemetryHost: typeof Host;
  };
  return module.EventTelemetryHost;
}

class TelemetryCallersExperiment extends ExtensionAPIPersistent {
  private readonly listeners = new Set<() => void>();
  private readonly callers = new Callers(host);
  private hybrid: HybridContent | null = null;

  /** Wakes the event page, which tells the pages. */
  PERSISTENT_EVENTS = {
    onPolicyChange: ({ fire: first }: { fire: EventFire }) => {
      let fire = first;
      const listener = (): void => fire.async();
      this.listeners.add(listener);
      return {
        unregister: () => this.listeners.delete(listener),
        convert(next: EventFire): void {
          fire = next;
        },
      };
    },
  };

  onStartup(): void {
    this.hybrid = new HybridContent({
      extension: this.extension as unknown as ScriptedExtension,
      modules: `${this.extension.rootURI.spec}experiment-apis/telemetry-callers/modules/`,
      build: BUILD_ID,
      onPolicyChange: () => {
        for (const listener of this.listeners) {
          listener();
        }
      },
    });
    this.hybrid.start();
  }

  onShutdown(isAppShutdown: boolean): void {
    // What was granted lasts until Firefox quits, which it does just now.
    if (!isAppShutdown) {
      this.callers.stop();
      this.hybrid?.stop();
    }
  }

  getAPI(context: ExperimentContext): { telemetryCallers: object } {
    const { callers } = this;
    return {
      telemetryCallers: {
        isClient: (addonId: string) => callers.isClient(addonId),
        callForClient: (addonId: string, name: keyof ExtensionTelemetry, args: unknown[]) => {
          requireBackground(context);
          return callers.callForClient(addonId, name, args);
        },
        isHybridEnabled: () => prefs.hybridEnabled(),
        isTrustedOrigin: (origin: string) => callers.isTrustedOrigin(origin),
        callForPage: (origin: string, name: PageFunction, args: unknown[]) => {
          requireBackground(context);
          callers.callForPage(origin, name, args);
        },
        canUpload: () => uploadEnabled(),
        refused: (refusal: CallerRefusal) => {
          requireBackground(context);
          callers.refused(refusal);
        },
        state: () => ({ clients: prefs.clients(), hybrid: this.hybrid?.state ?? null }),
        onPolicyChange: new ExtensionCommon.EventManager({
          context,
          module: "telemetryCallers",
          event: "onPolicyChange",
          extensionApi: this,
        }).api(),
      },
    };
  }
}

/** The background page alone has looked at who asks. */
function requireBackground({ viewType }: ExperimentContext): void {
  if (viewType !== "background") {
    throw extensionError("Only the background page records on behalf of others");
  }
}

globalThis.telemetryCallers = TelemetryCallersExperiment;
