/** Serves the content scripts of hybrid content telemetry. */
import browser from "webextension-polyfill";
import { telemetryCallers } from "../callers-api.ts";
import { announcePolicyChange } from "./announce-policy.ts";
import { HybridService, type PageSender } from "./hybrid-service.ts";

export function serveHybridContent(): void {
  const service = new HybridService({
    ownId: browser.runtime.id,
    now: () => performance.now(),
    isEnabled: () => telemetryCallers.isHybridEnabled(),
    isTrusted: (origin) => telemetryCallers.isTrustedOrigin(origin),
    canUpload: () => telemetryCallers.canUpload(),
    register: ({ category, eventData }, origin) =>
      telemetryCallers.callForPage(origin, "registerEvents", [category, eventData]),
    record: ({ category, method, object, value, extra }, origin) =>
      telemetryCallers.callForPage(origin, "recordEvent", [category, method, object, value, extra]),
    refused: ({ origin, ...refusal }) => void telemetryCallers.refused({ ...refusal, source: origin }),
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: PageSender) =>
    service.handle(message, sender),
  );
  telemetryCallers.onPolicyChange.addListener(() => void announcePolicyChange(browser.tabs));
}
