import type { JSX } from "preact";
import { Button } from "../controls/button.tsx";
import { PopoverButton } from "../controls/popover-button.tsx";
import { pause, resume } from "../feed.ts";
import { t } from "../l10n.ts";
import { fields, follow, group, pausedAt, pinnedOnly, selected, time, update } from "../state.ts";
import { ColumnsPanel } from "./columns-panel.tsx";
import { CopyPanel } from "./copy-panel.tsx";
import { compareTargets } from "./diff-dialog.tsx";
import { ExportPanel } from "./export-panel.tsx";
import { FilterPanel } from "./filter-panel.tsx";
import { clearList, tailEnd } from "./list-view.ts";
import { SearchBox } from "./search-box.tsx";
import { hasTarget } from "./targets.ts";
import { TimePanel } from "./time-panel.tsx";

export function togglePause(): void {
  if (pausedAt.peek() === null) pause();
  else resume();
}

/** Everything that says which events are listed, and how. */
export function Toolbar(): JSX.Element {
  const paused = pausedAt.value !== null;
  const chosen = Object.values(fields.value).some((values) => values !== undefined && values.length > 0);
  return (
    <div class="toolbar">
      <Button
        id="pause"
        iconOnly
        icon={paused ? "play" : "pause"}
        label={t("pause")}
        pressed={paused}
        shortcut="p"
        onClick={togglePause}
      />
      <Button
        id="follow"
        iconOnly
        icon="follow"
        label={t("follow")}
        pressed={follow.value && tailEnd.value !== null}
        disabled={tailEnd.value === null}
        shortcut="f"
        onClick={() => update({ follow: !follow.value })}
      />
      <Button id="clear-list" iconOnly icon="trash" label={t("clearList")} onClick={clearList} />
      <SearchBox />
      <PopoverButton
        id="filter"
        icon="filter"
        label={t("filter")}
        shortcut="i"
        marked={chosen || pinnedOnly.value}
      >
        {() => <FilterPanel />}
      </PopoverButton>
      <PopoverButton id="time" icon="clock" label={t("time")} shortcut="t" marked={time.value.kind !== "all"}>
        {() => <TimePanel />}
      </PopoverButton>
      <PopoverButton id="columns" icon="columns" label={t("view")} shortcut="v" marked={group.value !== null}>
        {() => <ColumnsPanel />}
      </PopoverButton>
      <PopoverButton id="copy" icon="copy" label={t("copy")} shortcut="c" disabled={!hasTarget.value}>
        {() => <CopyPanel />}
      </PopoverButton>
      <Button
        id="compare"
        icon="diff"
        label={t("compareShort")}
        shortcut="d"
        disabled={selected.value.size !== 2}
        onClick={compareTargets}
      />
      <PopoverButton id="export" icon="export" label={t("export")} shortcut="e">
        {() => <ExportPanel />}
      </PopoverButton>
    </div>
  );
}
