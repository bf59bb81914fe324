import type { JSX } from "preact";
import { t, tn } from "../l10n.ts";
import { time, update } from "../state.ts";

const LAST_MINUTES = [1, 5, 15, 60] as const;

/** What a `datetime-local` field holds, in local time, to the second. */
function toField(ms: number | null): string {
  if (ms === null) return "";
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function fromField(value: string): number | null {
  return value === "" ? null : new Date(value).getTime();
}

function Choice({
  name,
  label,
  checked,
  choose,
}: {
  name: string;
  label: string;
  checked: boolean;
  choose(): void;
}): JSX.Element {
  return (
    <label class="choice">
      <input type="radio" name="time" data-time={name} checked={checked} onChange={choose} />
      {label}
    </label>
  );
}

/** All times, the last minutes, or from one moment to another. */
export function TimePanel(): JSX.Element {
  const now = time.value;
  const range = now.kind === "range" ? now : { kind: "range" as const, from: null, to: null };
  return (
    <fieldset class="time-panel">
      <legend class="visually-hidden">{t("time")}</legend>
      <Choice
        name="all"
        label={t("allTimes")}
        checked={now.kind === "all"}
        choose={() => update({ time: { kind: "all" } })}
      />
      {LAST_MINUTES.map((minutes) => (
        <Choice
          key={minutes}
          name={String(minutes)}
          label={tn("lastMinutes", minutes)}
          checked={now.kind === "last" && now.minutes === minutes}
          choose={() => update({ time: { kind: "last", minutes } })}
        />
      ))}
      <Choice
        name="range"
        label={t("timeRange")}
        checked={now.kind === "range"}
        choose={() => update({ time: range })}
      />
      <div class="time-range">
        <label>
          {t("from")}
          <input
            type="datetime-local"
            step={1}
            value={toField(range.from)}
            onChange={(event) => update({ time: { ...range, from: fromField(event.currentTarget.value) } })}
          />
        </label>
        <label>
          {t("to")}
          <input
            type="datetime-local"
            step={1}
            value={toField(range.to)}
            onChange={(event) => {
              const to = fromField(event.currentTarget.value);
              // The second that is named belongs to the range.
              update({ time: { ...range, to: to === null ? null : to + 999 } });
            }}
          />
        </label>
      </div>
    </fieldset>
  );
}
