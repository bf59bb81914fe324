/** The event page: the toolbar badge shows how many events are pending. */
import browser from "webextension-polyfill";
import type { TelemetryInspector } from "../inspector-api.ts";

const { telemetryInspector } = browser as unknown as { telemetryInspector: TelemetryInspector };

async function showPendingCount(): Promise<void> {
  const { total } = await telemetryInspector.pending(0, 1);
  await browser.action.setBadgeText({ text: total === 0 ? "" : String(total) });
}

telemetryInspector.onChange.addListener(() => {
  void showPendingCount();
});
await showPendingCount();
