import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { diffEvents, type FieldDiff, type SplitText } from "../../panel-model/event-diff.ts";
import { type EventRow, methodOf } from "../../panel-model/event-fields.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { announce } from "../controls/announcements.ts";
import { Button } from "../controls/button.tsx";
import { ScrollRegion } from "../controls/scroll-region.tsx";
import { formatClock, t, tMaybe, tn } from "../l10n.ts";
import { EVENTS_GRID } from "./events-grid.tsx";
import { targets } from "./targets.ts";

const compared = signal<readonly [EventRow, EventRow] | null>(null);

/** Compares the two selected events; says so where there are not two. */
export function compareTargets(): void {
  const [left, right, ...more] = targets();
  if (left === undefined || right === undefined || more.length > 0) announce(t("compareTwo"), { soon: true });
  else compared.value = [left, right];
}

function Side({ text, same }: { text: SplitText | null; same: boolean }): JSX.Element {
  if (text === null) return <span class="dim">{t("absent")}</span>;
  const { head, middle, tail } = text;
  if (same) return <span>{visibleText(head + middle + tail)}</span>;
  return (
    <span>
      {visibleText(head)}
      {middle !== "" && <mark>{visibleText(middle)}</mark>}
      {visibleText(tail)}
    </span>
  );
}

function Line({ diff }: { diff: FieldDiff }): JSX.Element {
  const name = diff.field.startsWith("extra.") ? visibleText(diff.field) : tMaybe(`column_${diff.field}`);
  return (
    <tr class={diff.same ? "same" : "differs"}>
      <th scope="row">{name}</th>
      <td>
        <Side text={diff.left} same={diff.same} />
      </td>
      <td>
        <Side text={diff.right} same={diff.same} />
      </td>
      <td>{diff.same ? t("same") : t("differs")}</td>
    </tr>
  );
}

function titleOf(row: EventRow): string {
  return visibleText(`${formatClock(row.wallTime)} ${row.category} · ${methodOf(row)} · ${row.object}`);
}

/** Two events side by side, what differs marked. */
export function DiffDialog(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const pair = compared.value;
  useEffect(() => {
    if (pair !== null && dialog.current?.open === false) dialog.current.showModal();
  }, [pair]);
  const diffs = pair === null ? [] : diffEvents(...pair);
  return (
    <dialog
      ref={dialog}
      id="diff"
      class="dialog"
      aria-labelledby="diff-title"
      onClose={() => {
        compared.value = null;
        document.getElementById(EVENTS_GRID)?.focus();
      }}
    >
      {pair !== null && (
        <>
          <header class="dialog-head">
            <h2 id="diff-title">{t("compare")}</h2>
            <span class="dim">{tn("differences", diffs.filter(({ same }) => !same).length)}</span>
            <span class="spacer" />
            <Button iconOnly icon="close" label={t("close")} onClick={() => dialog.current?.close()} />
          </header>
          <ScrollRegion class="dialog-body" label={t("compare")}>
            <table class="diff">
              <thead>
                <tr>
                  <th scope="col">{t("field")}</th>
                  <th scope="col">{titleOf(pair[0])}</th>
                  <th scope="col">{titleOf(pair[1])}</th>
                  <th scope="col">{t("result")}</th>
                </tr>
              </thead>
              <tbody>
                <tr class="differs">
                  <th scope="row">{t("timeBetween")}</th>
                  <td colSpan={2}>
                    {t("milliseconds", Math.round(Math.abs(pair[1].wallTime - pair[0].wallTime)))}
                  </td>
                  <td />
                </tr>
                {diffs.map((diff) => (
                  <Line key={diff.field} diff={diff} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </>
      )}
    </dialog>
  );
}
