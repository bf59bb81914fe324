import type { JSX } from "preact";
import type { Meter } from "../../panel-model/byte-meters.ts";
import { metersOf } from "../../panel-model/byte-meters.ts";
import { type EventRow, type Field, fieldOf, methodOf } from "../../panel-model/event-fields.ts";
import { readNestedJson } from "../../panel-model/nested-json.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { Button } from "../controls/button.tsx";
import { t, tMaybe } from "../l10n.ts";
import { limits } from "../reports.ts";
import { fields } from "../state.ts";
import { ByteMeter } from "./byte-meter.tsx";
import { toggleValue } from "./filter-panel.tsx";

interface FieldRowProps {
  readonly name: string;
  readonly value: string;
  readonly meters: readonly Meter[];
  readonly only?: JSX.Element;
}

/** A name, its text, and how much of each limit the text uses. */
function FieldRow({ name, value, meters, only }: FieldRowProps): JSX.Element {
  const nested = readNestedJson(value);
  return (
    <div class="field-row">
      <dt>{visibleText(name)}</dt>
      <dd>
        <span class="field-value">{visibleText(value)}</span>
        {only}
        {meters.map((meter) => (
          <FieldMeter key={meter.field} meter={meter} name={name} />
        ))}
        {nested !== null && <pre class="nested">{nested}</pre>}
      </dd>
    </div>
  );
}

function FieldMeter({ meter, name }: { meter: Meter; name: string }): JSX.Element {
  const label = meter.field.startsWith("extraKey.") ? t("keyOf", visibleText(name)) : visibleText(name);
  return <ByteMeter meter={meter} label={label} />;
}

/** A switch that filters by this value. */
function OnlyThis({ row, field }: { row: EventRow; field: Field }): JSX.Element {
  const value = fieldOf(row, field);
  const on = fields.value[field]?.includes(value) === true;
  return (
    <Button
      iconOnly
      icon="filter"
      label={t("onlyThis", tMaybe(`column_${field}`))}
      pressed={on}
      onClick={() => toggleValue(field, value)}
    />
  );
}

/** The decoded fields of an event. */
export function DetailFields({ row }: { row: EventRow }): JSX.Element {
  const meters = limits.value === null ? [] : metersOf(row, limits.value);
  const of = (...names: string[]) => meters.filter(({ field }) => names.includes(field));
  return (
    <dl class="fields">
      <FieldRow
        name={t("column_category")}
        value={row.category}
        meters={of("category")}
        only={<OnlyThis row={row} field="category" />}
      />
      <FieldRow
        name={t("column_method")}
        value={methodOf(row)}
        meters={row.call === "recordEvent" ? of("method") : []}
        only={<OnlyThis row={row} field="method" />}
      />
      <FieldRow
        name={t("column_object")}
        value={row.object}
        meters={of("object")}
        only={<OnlyThis row={row} field="object" />}
      />
      {row.value !== null && <FieldRow name={t("column_value")} value={row.value} meters={of("value")} />}
      {Object.entries(row.extra ?? {}).map(([key, value]) => (
        <FieldRow
          key={key}
          name={`extra.${key}`}
          value={value}
          meters={of(`extraKey.${key}`, `extra.${key}`)}
        />
      ))}
      {row.extraText !== null && <FieldRow name={t("column_extra")} value={row.extraText} meters={[]} />}
      {of("extraKeys").map((meter) => (
        <FieldRow key="keys" name={t("extraKeys")} value={String(meter.used)} meters={[meter]} />
      ))}
    </dl>
  );
}
