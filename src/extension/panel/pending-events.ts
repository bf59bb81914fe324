import { signal } from "@preact/signals";
import { type HistoryEntry, telemetryInspector } from "../inspector-api.ts";

/** As many entries as the first form of the panel looks at; the count beside them is always the true one. */
const LOOKED_AT = 1_000;

export const pending = signal<{ total: number; rows: readonly HistoryEntry[] }>({ total: 0, rows: [] });
export const mainPingJson = signal("");
/** What went wrong with the last refresh, for the person to read; null when all is well. */
export const failure = signal<string | null>(null);

let refreshing = false;
let stale = false;

async function pull(): Promise<void> {
  const { pending: total } = await telemetryInspector.totals();
  const { entries } = await telemetryInspector.page(Number.MAX_SAFE_INTEGER, LOOKED_AT);
  pending.value = { total, rows: entries.filter(({ state }) => state === "pending") };
  const ping = await telemetryInspector.mainPing();
  mainPingJson.value = ping === null ? "" : eventsSection(ping.json);
}

/** The events of each process, as the ping carries them. */
function eventsSection(json: string): string {
  const ping = JSON.parse(json) as { payload: { processes: Record<string, { events?: unknown[] }> } };
  const sections = Object.entries(ping.payload.processes).flatMap(([process, { events }]) =>
    events === undefined ? [] : [[process, events] as const],
  );
  return JSON.stringify(Object.fromEntries(sections), null, 2);
}

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
      await pull();
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
