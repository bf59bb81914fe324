import type { JSX } from "preact";
import {
  COLUMNS,
  type ColumnId,
  DEFAULT_COLUMNS,
  extraColumn,
  moveColumn,
  toggleColumn,
} from "../../panel-model/columns.ts";
import type { GroupBy } from "../../panel-model/event-order.ts";
import { Button } from "../controls/button.tsx";
import { eventsSlowly } from "../feed.ts";
import { t, tMaybe } from "../l10n.ts";
import { columns, group, update } from "../state.ts";
import { columnLabel } from "./event-cells.ts";

const GROUPS = ["source", "category", "method", "object", "state"] as const;
/** Extra keys that are offered as columns. */
const MAX_KEYS = 30;

function extraKeys(): readonly string[] {
  const keys = new Set<string>();
  for (const { extra } of eventsSlowly().all()) {
    if (extra !== null) for (const key of Object.keys(extra)) keys.add(key);
    if (keys.size >= MAX_KEYS) break;
  }
  return [...keys].sort();
}

function move(column: ColumnId, by: -1 | 1): void {
  update({ columns: [...moveColumn(columns.value, column, by)] });
}

function Shown({ column, at }: { column: ColumnId; at: number }): JSX.Element {
  const label = columnLabel(column);
  return (
    <li class="column-item">
      <label class="choice">
        <input
          type="checkbox"
          checked
          onChange={() => update({ columns: [...toggleColumn(columns.value, column)] })}
        />
        <span class="choice-name">{label}</span>
      </label>
      <Button
        iconOnly
        icon="up"
        label={t("moveUp", label)}
        disabled={at === 0}
        onClick={() => move(column, -1)}
      />
      <Button
        iconOnly
        icon="down"
        label={t("moveDown", label)}
        disabled={at === columns.value.length - 1}
        onClick={() => move(column, 1)}
      />
    </li>
  );
}

/** Grouping, and which columns there are in which order. */
export function ColumnsPanel(): JSX.Element {
  const shown = columns.value;
  const hidden = [...COLUMNS, ...extraKeys().map(extraColumn)].filter((column) => !shown.includes(column));
  return (
    <div class="columns-panel">
      <label class="group-by">
        {t("groupBy")}
        <select
          id="group-by"
          value={group.value ?? ""}
          onChange={({ currentTarget }) =>
            update({ group: (currentTarget.value || null) as GroupBy, collapsed: [] })
          }
        >
          <option value="">{t("noGroups")}</option>
          {GROUPS.map((field) => (
            <option key={field} value={field}>
              {tMaybe(`column_${field}`)}
            </option>
          ))}
        </select>
      </label>
      <ul class="column-list" aria-label={t("columns")}>
        {shown.map((column, at) => (
          <Shown key={column} column={column} at={at} />
        ))}
        {hidden.map((column) => (
          <li key={column} class="column-item">
            <label class="choice">
              <input
                type="checkbox"
                checked={false}
                onChange={() => update({ columns: [...toggleColumn(columns.value, column)] })}
              />
              <span class="choice-name">{columnLabel(column)}</span>
            </label>
          </li>
        ))}
      </ul>
      <div class="panel-foot">
        <Button
          id="reset-columns"
          label={t("resetColumns")}
          onClick={() => update({ columns: [...DEFAULT_COLUMNS], group: null })}
        />
      </div>
    </div>
  );
}
