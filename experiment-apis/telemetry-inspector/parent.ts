/** The experiment behind `browser.telemetryInspector`, for this add-on's own pages only: it reads, and changes nothing. */
import type { EventTelemetryHost as Host } from "../../src/gecko/event-telemetry.sys.ts";
import type { Inspector } from "../../src/gecko/inspector.ts";

function inspector(): Inspector {
  const { EventTelemetryHost } = ChromeUtils.importESModule(
    "resource://event-telemetry/EventTelemetry.sys.mjs",
  ) as { EventTelemetryHost: typeof Host };
  const service = EventTelemetryHost.service;
  if (service === null) {
    throw new Error("Event Telemetry's engine is not attached");
  }
  return service.inspector;
}

class TelemetryInspectorExperiment extends ExtensionAPI {
  getAPI(context: ExperimentContext): { telemetryInspector: object } {
    return {
      telemetryInspector: {
        pending: (after: number, limit: number) => inspector().pending(after, limit),
        mainPingEvents: () => inspector().mainPingEvents(),
        onChange: new ExtensionCommon.EventManager({
          context,
          name: "telemetryInspector.onChange",
          register: (fire) => inspector().onChange((seq) => fire.async(seq)),
        }).api(),
      },
    };
  }
}

globalThis.telemetryInspector = TelemetryInspectorExperiment;
