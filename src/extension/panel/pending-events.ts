import { signal } from "@preact/signals";
import browser from "webextension-polyfill";
import type { EventsByProcess } from "../../pings/event-tuple.ts";
import type { PendingPage, TelemetryInspector } from "../inspector-api.ts";

const { telemetryInspector } = browser as unknown as { telemetryInspector: TelemetryInspector };

/** As many rows as the first form of the panel shows; the count beside them is always the true one. */
const SHOWN = 500;

export const page = signal<PendingPage>({ total: 0, newestSeq: 0, rows: [] });
export const mainPingEvents = signal<EventsByProcess>({});
/** What went wrong with the last refresh, for the person to read; null when all is well. */
export const failure = signal<string | null>(null);

let refreshing = false;
let stale = false;

/** Pulls the list again; changes that come meanwhile cause one more pull, not one each. */
async function refresh(): Promise<void> {
  stale = true;
  if (refreshing) {
    return;
  }
  refreshing = true;
  try {
    while (stale) {
      stale = false;
      page.value = await telemetryInspector.pending(0, SHOWN);
      mainPingEvents.value = await telemetryInspector.mainPingEvents();
      failure.value = null;
    }
  } catch (error) {
    failure.value = error instanceof Error ? error.message : String(error);
  } finally {
    refreshing = false;
  }
}

export function followPendingEvents(): void {
  telemetryInspector.onChange.addListener(() => void refresh());
  void refresh();
}
