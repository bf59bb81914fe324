import type { JSX } from "preact";
import { FIELDS, type Field, fieldOf } from "../../panel-model/event-fields.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { Button } from "../controls/button.tsx";
import { eventsSlowly } from "../feed.ts";
import { formatNumber, t, tMaybe } from "../l10n.ts";
import { sourceName } from "../sources.ts";
import { current, fields, filtered, pinnedOnly, update } from "../state.ts";
import { clearFilter } from "./list-view.ts";

/** More values than this need the search. */
const MAX_VALUES = 200;

/** Each value that occurs, with how often; chosen ones are there even when they do not occur. */
function countValues(field: Field): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>((fields.value[field] ?? []).map((value) => [value, 0]));
  for (const row of eventsSlowly().all()) {
    const value = fieldOf(row, field);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((left, right) => right[1] - left[1]).slice(0, MAX_VALUES);
}

export function toggleValue(field: Field, value: string): void {
  const chosen = current().fields[field] ?? [];
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  update({ fields: { ...current().fields, [field]: next } });
}

/** A value of a field in words. */
export function nameValue(field: Field, value: string): string {
  if (value === "") return t("noValue");
  if (field === "source") return visibleText(sourceName(value));
  return field === "state" ? tMaybe(`state_${value}`) : visibleText(value);
}

function FieldChoices({ field }: { field: Field }): JSX.Element {
  const chosen = new Set(fields.value[field] ?? []);
  return (
    <fieldset class="choices">
      <legend>{tMaybe(`column_${field}`)}</legend>
      <div class="choice-list">
        {countValues(field).map(([value, count]) => (
          <label key={value} class="choice">
            <input
              type="checkbox"
              data-value={value}
              checked={chosen.has(value)}
              onChange={() => toggleValue(field, value)}
            />
            <span class="choice-name">{nameValue(field, value)}</span>
            <span class="choice-count">{formatNumber(count)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** All values of all fields to choose from. */
export function FilterPanel(): JSX.Element {
  return (
    <div class="filter-panel">
      <div class="filter-fields">
        {FIELDS.map((field) => (
          <FieldChoices key={field} field={field} />
        ))}
      </div>
      <div class="panel-foot">
        <label class="choice">
          <input
            type="checkbox"
            checked={pinnedOnly.value}
            onChange={() => update({ pinnedOnly: !pinnedOnly.value })}
          />
          {t("pinnedOnly")}
        </label>
        <Button label={t("clearFilter")} shortcut="x" disabled={!filtered.value} onClick={clearFilter} />
      </div>
    </div>
  );
}
