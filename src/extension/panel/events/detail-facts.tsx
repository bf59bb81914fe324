import type { JSX } from "preact";
import type { EventRow } from "../../panel-model/event-fields.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { Button } from "../controls/button.tsx";
import { formatAgo, formatClock, formatDateAndTime, formatNumber, t, tn } from "../l10n.ts";
import { now, registry } from "../reports.ts";
import { sources } from "../sources.ts";
import { fields, update } from "../state.ts";
import { openPing } from "../views/open-ping.ts";
import { toggleValue } from "./filter-panel.tsx";

/** When it happened, three ways. */
function When({ row }: { row: EventRow }): JSX.Element {
  return (
    <>
      <dt>{t("column_time")}</dt>
      <dd>
        <time dateTime={new Date(row.wallTime).toISOString()} title={formatDateAndTime(row.wallTime)}>
          {formatClock(row.wallTime)}
        </time>
        <span class="dim"> · {formatAgo(now.value - row.wallTime)}</span>
        <span class="dim"> · {t("sinceStart", formatNumber(Math.floor(row.timestamp)))}</span>
      </dd>
    </>
  );
}

function Who({ row }: { row: EventRow }): JSX.Element {
  const info = sources.value.get(row.source);
  return (
    <>
      <dt>{t("column_source")}</dt>
      <dd>
        <img
          class="source-icon"
          alt=""
          src={info?.icon ?? `../icons/source-${info?.kind ?? "extension"}.svg`}
        />
        {visibleText(info?.name ?? row.source)}
        {info?.version && <span class="dim"> {info.version}</span>}
        {info !== undefined && info.name !== row.source && (
          <span class="dim"> · {visibleText(row.source)}</span>
        )}
        <Button
          iconOnly
          icon="filter"
          label={t("onlyThis", t("column_source"))}
          pressed={fields.value.source?.includes(row.source) === true}
          onClick={() => toggleValue("source", row.source)}
        />
      </dd>
    </>
  );
}

/** The registered event it is, or that there is none. */
function Definition({ row }: { row: EventRow }): JSX.Element {
  const found = registry.value?.definitions.find(
    ({ category, method, object }) =>
      category === row.category && method === row.method && object === row.object,
  );
  if (found === undefined) return <span class="dim">{t("noDefinition")}</span>;
  const flags = [
    found.dataset === 0 ? t("allChannels") : t("prereleaseChannels"),
    ...(found.expired ? [t("expired")] : []),
    ...(found.builtin ? [t("builtin")] : []),
  ];
  return (
    <>
      <code>{visibleText(found.name)}</code> <span class="dim">{flags.join(" · ")}</span>
      <div class="dim">
        {t("extraKeys")}: {found.extraKeys.length === 0 ? t("none") : visibleText(found.extraKeys.join(", "))}
      </div>
      <div class="dim">
        {tn("recordedTimes", found.recorded)} · {tn("refusedTimes", found.refused)}
      </div>
    </>
  );
}

/** When, who, through which process and ping, and what it was registered as. */
export function DetailFacts({ row }: { row: EventRow }): JSX.Element {
  return (
    <dl class="facts">
      <When row={row} />
      <Who row={row} />
      {row.process !== "" && (
        <>
          <dt>{t("column_process")}</dt>
          <dd>{visibleText(row.process)}</dd>
        </>
      )}
      {row.pingId !== null && (
        <>
          <dt>{t("column_ping")}</dt>
          <dd>
            <button
              type="button"
              class="link"
              onClick={() => {
                update({ view: "pings" });
                openPing(row.pingId);
              }}
            >
              {visibleText(row.pingId)}
            </button>
          </dd>
        </>
      )}
      {row.call === "recordEvent" && row.state !== "firefox" && (
        <>
          <dt>{t("definition")}</dt>
          <dd>
            <Definition row={row} />
          </dd>
        </>
      )}
    </dl>
  );
}
