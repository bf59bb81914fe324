import type { JSX } from "preact";
import { type EventRow, isImported, methodOf } from "../../panel-model/event-fields.ts";
import { tupleOf } from "../../panel-model/event-tuple-text.ts";
import { visibleJson, visibleText } from "../../panel-model/visible-text.ts";
import { Button } from "../controls/button.tsx";
import { t, tMaybe } from "../l10n.ts";
import { refreshHealth, refreshRegistry, useRefresh } from "../reports.ts";
import { marks, setMark, update } from "../state.ts";
import { DetailFacts } from "./detail-facts.tsx";
import { DetailFields } from "./detail-fields.tsx";
import { EVENTS_GRID } from "./events-grid.tsx";
import { Refusal } from "./refusal.tsx";
import { activeRow } from "./targets.ts";

export const DETAIL_PANE = "detail";
export const NOTE_FIELD = "note";

export function closeDetail(): void {
  update({ detail: false });
  document.getElementById(EVENTS_GRID)?.focus();
}

const refreshContext = async (): Promise<void> => {
  await Promise.all([refreshHealth(), refreshRegistry()]);
};

function Head({ row }: { row: EventRow }): JSX.Element {
  const pinned = marks.value.get(row.id)?.pinned === true;
  return (
    <header class="detail-head">
      <span class={`state state-${row.state}`}>{tMaybe(`state_${row.state}`)}</span>
      {isImported(row) && <span class="dim">{t("importedEvent")}</span>}
      {row.state === "firefox" && <span class="dim">{t("readOnly")}</span>}
      <span class="spacer" />
      <Button
        iconOnly
        icon="pin"
        label={t("pin")}
        pressed={pinned}
        shortcut="b"
        onClick={() => setMark(row.id, { pinned: !pinned })}
      />
      <Button iconOnly icon="close" label={t("closeDetail")} onClick={closeDetail} />
    </header>
  );
}

function Note({ row }: { row: EventRow }): JSX.Element {
  return (
    <label class="note">
      {t("note")}
      <textarea
        id={NOTE_FIELD}
        rows={2}
        value={marks.value.get(row.id)?.note ?? ""}
        onInput={(event) => setMark(row.id, { note: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            document.getElementById(EVENTS_GRID)?.focus();
            event.stopPropagation();
          }
        }}
      />
    </label>
  );
}

function Event({ row }: { row: EventRow }): JSX.Element {
  return (
    <>
      <Head row={row} />
      <h2 class="detail-title">
        {[row.category, methodOf(row), row.object]
          .filter((part) => part !== "")
          .map(visibleText)
          .join(" · ")}
      </h2>
      <p class="state-help">{tMaybe(`stateHelp_${row.state}`)}</p>
      {row.notices.map((notice) => (
        <Refusal key={notice.code + notice.field} notice={notice} refused={row.state === "refused"} />
      ))}
      <DetailFields row={row} />
      {row.state !== "refused" && (
        <section>
          <h3>{t("tuple")}</h3>
          <pre class="tuple">{visibleJson(tupleOf(row))}</pre>
        </section>
      )}
      <DetailFacts row={row} />
      <Note row={row} />
    </>
  );
}

/** Everything about the event under the cursor. */
export function DetailPane(): JSX.Element {
  useRefresh(refreshContext);
  const row = activeRow.value;
  return (
    <aside id={DETAIL_PANE} class="detail" aria-label={t("detail")} tabIndex={-1}>
      {row === undefined ? <p class="dim empty-detail">{t("noEventChosen")}</p> : <Event row={row} />}
    </aside>
  );
}
