import type { JSX } from "preact";
import { FIELDS } from "../../panel-model/event-fields.ts";
import { Icon } from "../controls/icon.tsx";
import { formatDateAndTime, t, tMaybe, tn } from "../l10n.ts";
import { fields, pinnedOnly, time, update } from "../state.ts";
import { nameValue, toggleValue } from "./filter-panel.tsx";

function Chip({ text, remove }: { text: string; remove(): void }): JSX.Element {
  return (
    <li class="chip">
      <span>{text}</span>
      <button
        type="button"
        aria-label={t("removeFilter", text)}
        title={t("removeFilter", text)}
        onClick={remove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function timeText(): string {
  const filter = time.value;
  if (filter.kind === "all") return "";
  if (filter.kind === "last") return tn("lastMinutes", filter.minutes);
  const show = (ms: number | null) => (ms === null ? "…" : formatDateAndTime(ms));
  return `${show(filter.from)} – ${show(filter.to)}`;
}

/** What keeps events off the list, each with a way to take it away. */
export function FilterChips(): JSX.Element | null {
  const chips = FIELDS.flatMap((field) =>
    (fields.value[field] ?? []).map((value) => (
      <Chip
        key={`${field}=${value}`}
        text={`${tMaybe(`column_${field}`)}: ${nameValue(field, value)}`}
        remove={() => toggleValue(field, value)}
      />
    )),
  );
  const byTime = time.value.kind !== "all";
  if (chips.length === 0 && !byTime && !pinnedOnly.value) return null;
  return (
    <ul class="chips" aria-label={t("activeFilters")}>
      {chips}
      {byTime && <Chip text={timeText()} remove={() => update({ time: { kind: "all" } })} />}
      {pinnedOnly.value && <Chip text={t("pinnedOnly")} remove={() => update({ pinnedOnly: false })} />}
    </ul>
  );
}
