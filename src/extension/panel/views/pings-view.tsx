import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { type ListedPing, telemetryInspector } from "../../inspector-api.ts";
import { announce } from "../controls/announcements.ts";
import { Button } from "../controls/button.tsx";
import { attempt } from "../failure.ts";
import { needsPaint } from "../grid/paint-text.ts";
import { formatBytes, formatNumber, formatShortDate, t, tMaybe } from "../l10n.ts";
import { refreshHealth, useRefresh } from "../reports.ts";
import { pingType, update } from "../state.ts";
import { Countdown } from "./countdown.tsx";
import { openedPing, openPing } from "./open-ping.ts";
import { PingDetail } from "./ping-detail.tsx";
import { type TableColumn, TableGrid } from "./table-grid.tsx";

const LISTED = 200;
/** Opened one after the other for their sizes, while the view is there. */
const OPENED = 50;

interface PingRow extends ListedPing {
  readonly reason: string | null;
  readonly bytes: number | null;
  readonly events: number | null;
}

type Contents = Pick<PingRow, "id" | "reason" | "bytes" | "events">;

const rows = signal<readonly PingRow[]>([]);
/** What does not change about a ping once it is in the archive. */
const contents = new Map<string, Contents>();

function describe(ping: ListedPing): PingRow {
  const { reason = null, bytes = null, events = null } = contents.get(ping.id) ?? {};
  return { ...ping, reason, bytes, events };
}

/** Firefox prunes its archive while we read it: a ping that is gone stays listed with what is known of it. */
async function readContents(id: string): Promise<Contents> {
  try {
    const { json: _, ...known } = await telemetryInspector.openPing(id);
    return known;
  } catch {
    return { id, reason: null, bytes: null, events: null };
  }
}

async function refreshPings(): Promise<void> {
  const listed = await telemetryInspector.listPings(LISTED);
  const show = (): void => {
    const next = listed.map(describe);
    if (JSON.stringify(next) !== JSON.stringify(rows.peek())) rows.value = next;
  };
  show();
  for (const { id } of listed.slice(0, OPENED)) {
    if (contents.has(id)) continue;
    contents.set(id, await readContents(id));
    show();
  }
}

const refreshAll = async (): Promise<void> => {
  await Promise.all([refreshPings(), refreshHealth()]);
};

function paintState(cell: HTMLElement, { state, httpStatus }: PingRow): void {
  if (!needsPaint(cell, `${state} ${httpStatus}`)) return;
  const badge = document.createElement("span");
  badge.className = `state ping-${state}`;
  badge.textContent = tMaybe(`ping_${state}`);
  cell.replaceChildren(badge, httpStatus === null ? "" : ` ${httpStatus}`);
}

const COLUMNS: readonly TableColumn<PingRow>[] = [
  {
    id: "created",
    label: t("column_time"),
    width: { em: 11.5, share: 0 },
    value: (ping) => ping.created,
    text: (ping) => formatShortDate(ping.created),
  },
  { id: "type", label: t("pingType"), width: { em: 4.5, share: 1 }, value: (ping) => ping.type },
  { id: "reason", label: t("reason"), width: { em: 4.5, share: 1 }, value: (ping) => ping.reason ?? "…" },
  {
    id: "state",
    label: t("column_state"),
    width: { em: 10.5, share: 0 },
    value: (ping) => ping.state,
    paint: paintState,
  },
  {
    id: "events",
    label: t("view_events"),
    width: { em: 5, share: 0 },
    numeric: true,
    value: (ping) => ping.events ?? -1,
    text: (ping) => (ping.events === null ? "…" : formatNumber(ping.events)),
  },
  {
    id: "size",
    label: t("size"),
    width: { em: 5.5, share: 0 },
    numeric: true,
    value: (ping) => ping.bytes ?? -1,
    text: (ping) => (ping.bytes === null ? "…" : formatBytes(ping.bytes)),
  },
];

async function sendNow(kind: "event" | "main"): Promise<void> {
  await attempt(async () => {
    await telemetryInspector.sendNow(kind);
    announce(t("handedOver"), { soon: true });
    await refreshPings();
  });
}

function Tools(): JSX.Element {
  const types = [...new Set(rows.value.map(({ type }) => type))].sort();
  return (
    <div class="toolbar">
      <Button
        id="send-event"
        icon="send"
        label={t("sendEventPing")}
        shortcut="s"
        onClick={() => void sendNow("event")}
      />
      <Button id="send-main" icon="send" label={t("sendMainPing")} onClick={() => void sendNow("main")} />
      <label>
        <span class="visually-hidden">{t("pingType")}</span>
        <select value={pingType.value} onChange={(event) => update({ pingType: event.currentTarget.value })}>
          <option value="">{t("allTypes")}</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </select>
      </label>
      <Button
        label={t("nextMainPing")}
        pressed={openedPing.value === "next"}
        onClick={() => openPing("next")}
      />
      <Countdown />
    </div>
  );
}

/** The main ping that would leave now, the pings that left, and a way to send one. */
export function PingsView(): JSX.Element {
  useRefresh(refreshAll);
  const shown = rows.value.filter(({ type }) => pingType.value === "" || type === pingType.value);
  return (
    <div class="view pings-view">
      <Tools />
      <div class="split with-detail">
        <div class="list">
          <TableGrid
            id="pings-grid"
            label={t("pingsList")}
            items={shown}
            columns={COLUMNS}
            search=""
            active={openedPing.value === "next" ? null : openedPing.value}
            idOf={({ id }) => id}
            onActive={openPing}
          />
          {shown.length === 0 && <p class="empty-list dim">{t("noPings")}</p>}
        </div>
        <div class="detail">
          <PingDetail key={openedPing.value} id={openedPing.value} />
        </div>
      </div>
    </div>
  );
}

export { sendNow };
