import type { JSX } from "preact";
import { sumOf, type Timeline } from "../../panel-model/timeline-bins.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { formatNumber, formatStep, t } from "../l10n.ts";
import { sourceName } from "../sources.ts";

export function seriesName(value: string | null): string {
  return value === null ? t("otherSeries") : visibleText(sourceName(value));
}

/** The chart in words: for screen readers always, for everyone on request. */
export function TimelineTable({ timeline, visible }: { timeline: Timeline; visible: boolean }): JSX.Element {
  const bins = timeline.bins.filter((bin) => sumOf(bin) > 0);
  return (
    <div
      class={visible ? "timeline-table" : "visually-hidden"}
      {...(visible ? { tabIndex: 0, role: "region", "aria-label": t("timelineTable") } : {})}
    >
      <table id="timeline-table">
        <caption>{t("timelineTable")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("from")}</th>
            <th scope="col">{t("to")}</th>
            {timeline.series.map((value) => (
              <th key={String(value)} scope="col">
                {seriesName(value)}
              </th>
            ))}
            <th scope="col">{t("sum")}</th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">{formatStep(bin.from, bin.to - bin.from)}</th>
              <td>{formatStep(bin.to, bin.to - bin.from)}</td>
              {bin.counts.map((count, place) => (
                <td key={String(timeline.series[place])}>{formatNumber(count)}</td>
              ))}
              <td>{formatNumber(sumOf(bin))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
