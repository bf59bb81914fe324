import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { binEvents, type Timeline } from "../../panel-model/timeline-bins.ts";
import { Button } from "../controls/button.tsx";
import { eventsSlowly } from "../feed.ts";
import { t, tn } from "../l10n.ts";
import { time, timelineBy, update } from "../state.ts";
import { TimelineChart } from "./timeline-chart.tsx";
import { seriesName, TimelineTable } from "./timeline-table.tsx";

const MAX_BINS = 60;
const MAX_SERIES = 6;

function Legend({ timeline }: { timeline: Timeline }): JSX.Element {
  return (
    <ul class="legend" aria-label={t("legend")}>
      {timeline.series.map((value, place) => (
        <li key={String(value)}>
          <span class={`swatch series-${place}`} />
          {seriesName(value)}
        </li>
      ))}
    </ul>
  );
}

/** Listed events over time; a stretch that is chosen becomes the time filter. */
export function TimelineView(): JSX.Element {
  const asTable = useSignal(false);
  const by = timelineBy.value;
  // The filter counts here too, also the time: that is what zooming is.
  const rows = eventsSlowly().visible;
  const timeline = binEvents(rows, (row) => row[by], MAX_BINS, MAX_SERIES);
  return (
    <div class="view timeline-view">
      <div class="toolbar">
        <label>
          {t("timelineBy")}{" "}
          <select
            id="timeline-by"
            value={by}
            onChange={({ currentTarget }) => update({ timelineBy: currentTarget.value as typeof by })}
          >
            <option value="category">{t("column_category")}</option>
            <option value="source">{t("column_source")}</option>
          </select>
        </label>
        <Button
          id="as-table"
          label={t("asTable")}
          pressed={asTable.value}
          onClick={() => {
            asTable.value = !asTable.value;
          }}
        />
        <Button
          id="zoom-out"
          label={t("zoomOut")}
          disabled={time.value.kind === "all"}
          onClick={() => update({ time: { kind: "all" } })}
        />
        <Button label={t("showEvents")} onClick={() => update({ view: "events" })} />
        <span class="dim">{tn("events", rows.length)}</span>
      </div>
      {rows.length === 0 ? (
        <div class="empty-list">
          <h2>{t("emptyTimeline")}</h2>
        </div>
      ) : (
        <>
          <TimelineChart timeline={timeline} />
          <Legend timeline={timeline} />
          <TimelineTable timeline={timeline} visible={asTable.value} />
        </>
      )}
    </div>
  );
}
