import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { announce } from "../controls/announcements.ts";
import { fellOffSlowly, imported, resume, waiting } from "../feed.ts";
import { t, tn } from "../l10n.ts";
import { totals } from "../reports.ts";
import { clearedUpTo, filtered, pausedAt, selected, update } from "../state.ts";
import { clearFilter, heldCount, shownCount } from "./list-view.ts";

function showRefused(): void {
  update({ fields: { state: ["refused"] }, text: "", time: { kind: "all" }, pinnedOnly: false });
}

/** Says the counts to screen readers: soon after the person changed what is listed, else now and then. */
function useCountsSaid(): void {
  useSignalEffect(() => {
    const shown = shownCount.value;
    const { pending, refused } = totals.value;
    announce(`${tn("events", shown)}, ${tn("pendingCount", pending)}, ${tn("refusedCount", refused)}`);
  });
}

/** How many events there are, of each kind, and what is not shown and why. */
export function StatusBar(): JSX.Element {
  useCountsSaid();
  const shown = shownCount.value;
  const { pending, refused, lost } = totals.value;
  const held = heldCount.value;
  return (
    <footer class="status-bar">
      <span id="shown-count" data-shown={shown} data-held={held}>
        {shown === held ? tn("events", shown) : t("eventsOf", shown, held)}
      </span>
      <span id="pending-count" data-total={pending}>
        {tn("pendingCount", pending)}
      </span>
      {refused > 0 && (
        <button type="button" class="link refused-count" onClick={showRefused}>
          {tn("refusedCount", refused)}
        </button>
      )}
      {selected.value.size > 1 && <span>{tn("selectedCount", selected.value.size)}</span>}
      {imported.value > 0 && <span>{tn("importedCount", imported.value)}</span>}
      {fellOffSlowly.value > 0 && (
        <span id="fell-off" title={t("fellOffHelp")}>
          {tn("fellOff", fellOffSlowly.value)}
        </span>
      )}
      {lost > 0 && <span class="lost-count">{tn("lostCount", lost)}</span>}
      <span class="spacer" />
      {pausedAt.value !== null && (
        <span class="paused" id="waiting" data-waiting={waiting.value}>
          {tn("pausedWaiting", waiting.value)}{" "}
          <button type="button" class="link" onClick={resume}>
            {t("resume")}
          </button>
        </span>
      )}
      {clearedUpTo.value > 0 && (
        <button type="button" class="link" id="undo-clear" onClick={() => update({ clearedUpTo: 0 })}>
          {t("undoClear")}
        </button>
      )}
      {filtered.value && (
        <button type="button" class="link" id="clear-filter" onClick={clearFilter}>
          {t("clearFilter")}
        </button>
      )}
    </footer>
  );
}
