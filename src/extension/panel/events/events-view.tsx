import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { telemetryInspector } from "../../inspector-api.ts";
import { events } from "../feed.ts";
import { totals } from "../reports.ts";
import { detail } from "../state.ts";
import { DetailPane } from "./detail-pane.tsx";
import { DiffDialog } from "./diff-dialog.tsx";
import { EmptyList } from "./empty-list.tsx";
import { EventsGrid } from "./events-grid.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { filter } from "./list-view.ts";
import { StatusBar } from "./status-bar.tsx";
import { Toolbar } from "./toolbar.tsx";

/** Refusals count as looked at once they are on a list that is seen; those that a filter hides are not. */
function useRefusalsSeen(): void {
  useSignalEffect(() => {
    const { unseen, seenId } = totals.value;
    const { passes } = filter.value;
    if (unseen === 0 || document.hidden) return;
    let newest = 0;
    for (const row of events().all()) {
      if (row.id <= seenId) continue;
      if (row.state === "refused" && !passes(row)) return;
      newest = Math.max(newest, row.id);
    }
    if (newest > 0) void telemetryInspector.markSeen(newest);
  });
}

export function EventsView(): JSX.Element {
  useRefusalsSeen();
  return (
    <div class="view events-view">
      <Toolbar />
      <FilterChips />
      <div class={`split ${detail.value ? "with-detail" : ""}`}>
        <div class="list">
          <EventsGrid />
          <EmptyList />
        </div>
        {detail.value && <DetailPane />}
      </div>
      <StatusBar />
      <DiffDialog />
    </div>
  );
}
