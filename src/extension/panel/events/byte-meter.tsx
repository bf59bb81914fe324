import type { JSX } from "preact";
import type { Meter } from "../../panel-model/byte-meters.ts";
import { t } from "../l10n.ts";

/** From here on the bar warns. */
const NEAR = 0.9;

/** How much of a limit is used, as a bar and in numbers. */
export function ByteMeter({ meter, label }: { meter: Meter; label: string }): JSX.Element {
  const { field, used, limit, unit } = meter;
  const amount = unit === "bytes" ? t("meterBytes", used, limit) : t("meterKeys", used, limit);
  const text = field.startsWith("extraKey.") ? t("meterOfKey", amount) : amount;
  return (
    <span class={`meter ${used > limit ? "over" : ""}`}>
      <meter
        min={0}
        max={limit}
        high={limit * NEAR}
        optimum={0}
        value={Math.min(used, limit)}
        aria-label={t("meterLabel", label)}
        aria-valuetext={text}
      />
      <span class="meter-text">{text}</span>
    </span>
  );
}
