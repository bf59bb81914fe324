/** Serves other extensions' clients: `event-telemetry/client` on their side, `runtime.onMessageExternal` here. */
import browser from "webextension-polyfill";
import { telemetryCallers } from "../callers-api.ts";
import { ClientService, type ExternalSender } from "./client-service.ts";

export function serveClients(): void {
  const service = new ClientService({
    ownId: browser.runtime.id,
    isAllowed: (addonId) => telemetryCallers.isClient(addonId),
    perform: ({ call, args }, source) => telemetryCallers.callForClient(source, call, args),
    refused: (refusal) => void telemetryCallers.refused({ ...refusal, count: 1 }),
  });
  browser.runtime.onMessageExternal.addListener((message: unknown, sender: ExternalSender) =>
    service.handle(message, sender),
  );
}
