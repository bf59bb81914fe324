/** The experiment behind `browser.telemetryInspector`, for this add-on's own pages only. */
import type { EventTelemetryHost as Host } from "../../src/gecko/event-telemetry.sys.ts";
import { extensionError } from "../../src/gecko/extension-error.ts";
import type { Inspector } from "../../src/gecko/inspector/inspector.ts";

function host(): typeof Host {
  const { EventTelemetryHost } = ChromeUtils.importESModule(
    "resource://event-telemetry/EventTelemetry.sys.mjs",
  ) as { EventTelemetryHost: typeof Host };
  return EventTelemetryHost;
}

function inspector(): Inspector {
  const { service } = host();
  if (service === null) {
    throw extensionError("Event Telemetry's engine is not running");
  }
  return service.inspector;
}

class TelemetryInspectorExperiment extends ExtensionAPIPersistent {
  /** Wakes the event page that keeps the toolbar badge. */
  PERSISTENT_EVENTS = {
    onTotals({ fire: first }: { fire: EventFire }) {
      let fire = first;
      const unregister = host().follow(({ inspector }) =>
        inspector.onTotals((totals) => void fire.async(totals)),
      );
      return {
        unregister,
        convert(next: EventFire): void {
          fire = next;
        },
      };
    },
  };

  getAPI(context: ExperimentContext): { telemetryInspector: object } {
    return {
      telemetryInspector: {
        changes: (since: number, limit: number) => inspector().changes(since, limit),
        page: (before: number, limit: number) => inspector().page(before, limit),
        totals: () => inspector().totals(),
        markSeen: (upToId: number) => inspector().markSeen(upToId),
        registry: () => inspector().registry(),
        counts: () => inspector().counts(),
        health: () => inspector().health(),
        mainPing: () => inspector().mainPing(),
        listPings: (limit: number) => inspector().listPings(limit),
        openPing: (id: string) => inspector().openPing(id),
        sendNow: (kind: "event" | "main") => inspector().sendNow(kind),
        sources: (ids: string[]) => inspector().sources(ids),
        onChange: new ExtensionCommon.EventManager({
          context,
          name: "telemetryInspector.onChange",
          register: (fire) => host().follow(({ inspector }) => inspector.onChange((rev) => fire.async(rev))),
        }).api(),
        onTotals: new ExtensionCommon.EventManager({
          context,
          module: "telemetryInspector",
          event: "onTotals",
          extensionApi: this,
        }).api(),
      },
    };
  }
}

globalThis.telemetryInspector = TelemetryInspectorExperiment;
