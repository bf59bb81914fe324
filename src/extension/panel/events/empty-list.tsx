import type { JSX } from "preact";
import { diagnose, type Finding } from "../../panel-model/diagnosis.ts";
import { Button } from "../controls/button.tsx";
import { loaded, resume } from "../feed.ts";
import { t } from "../l10n.ts";
import { health, refreshHealth, refreshRegistry, registry, totals, useRefresh } from "../reports.ts";
import { clearedUpTo, filtered, pausedAt, update } from "../state.ts";
import { FindingText } from "../views/finding-text.tsx";
import { clearFilter, heldCount, shownCount } from "./list-view.ts";

const refreshBoth = async (): Promise<void> => {
  await Promise.all([refreshHealth(), refreshRegistry()]);
};

/** What stands in the way, as far as is known; null before everything has been asked for. */
export function findings(): readonly Finding[] | null {
  if (health.value === null || registry.value === null) return null;
  return diagnose({
    health: health.value,
    registry: registry.value,
    totals: totals.value,
    held: heldCount.value,
    shown: shownCount.value,
    filtered: filtered.value,
    cleared: clearedUpTo.value > 0,
    paused: pausedAt.value !== null,
  });
}

const FIXES: Readonly<Record<string, { label(): string; fix(): void }>> = {
  allFiltered: { label: () => t("clearFilter"), fix: clearFilter },
  listCleared: { label: () => t("undoClear"), fix: () => update({ clearedUpTo: 0 }) },
  paused: { label: () => t("resume"), fix: resume },
};

/** Stands where the list would: which condition keeps it empty, and what to do about each. */
export function EmptyList(): JSX.Element | null {
  useRefresh(refreshBoth);
  if (!loaded.value || shownCount.value > 0) return null;
  const found = findings();
  if (found === null) return null;
  return (
    <div class="empty-list" id="empty-list">
      <h2>{t("emptyList")}</h2>
      <ul>
        {found.map((finding) => {
          const fix = FIXES[finding.code];
          return (
            <li key={finding.code} class={`finding ${finding.severity}`} data-finding={finding.code}>
              <FindingText finding={finding} />
              {fix && <Button label={fix.label()} onClick={fix.fix} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
