import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import browser from "webextension-polyfill";
import { toLink, VIEWS, type View } from "../panel-model/panel-state.ts";
import { visibleText } from "../panel-model/visible-text.ts";
import { LiveRegion } from "./controls/announcer.tsx";
import { Button } from "./controls/button.tsx";
import { EventsView } from "./events/events-view.tsx";
import { dismissFailures, failure } from "./failure.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { helpOpen } from "./keys.ts";
import { direction, formatNumber, t, tMaybe } from "./l10n.ts";
import { place, tabUrl } from "./place.ts";
import { totals } from "./reports.ts";
import { current, update, view } from "./state.ts";
import { ThemeButton } from "./theme.tsx";
import { CountsView } from "./views/counts-view.tsx";
import { HealthView } from "./views/health-view.tsx";
import { PingsView } from "./views/pings-view.tsx";
import { RegistryView } from "./views/registry-view.tsx";
import { TimelineView } from "./views/timeline-view.tsx";

const COMPONENTS: Readonly<Record<View, () => JSX.Element>> = {
  events: EventsView,
  pings: PingsView,
  registry: RegistryView,
  counts: CountsView,
  timeline: TimelineView,
  health: HealthView,
};

function Tab({ name }: { name: View }): JSX.Element {
  const selected = view.value === name;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);
  const badge = name === "events" && totals.value.pending > 0 ? totals.value.pending : null;
  return (
    <button
      ref={button}
      type="button"
      role="tab"
      id={`tab-${name}`}
      class="tab"
      aria-selected={selected}
      aria-controls="view"
      tabIndex={selected ? 0 : -1}
      onClick={() => update({ view: name })}
    >
      {tMaybe(`view_${name}`)}
      {badge !== null && (
        <span class="tab-count" title={t("pendingEvents")}>
          {formatNumber(badge)}
        </span>
      )}
    </button>
  );
}

/** Arrows go from tab to tab, as in any row of tabs. */
function Tabs(): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = VIEWS.indexOf(view.peek());
    const step = by === undefined ? 0 : direction() === "rtl" ? -by : by;
    const next = { Home: 0, End: VIEWS.length - 1 }[event.key] ?? (at + step + VIEWS.length) % VIEWS.length;
    if (by === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    update({ view: VIEWS[next] ?? "events" });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };
  return (
    <div ref={list} class="tabs" role="tablist" aria-label={t("views")} onKeyDown={onKeyDown}>
      {VIEWS.map((name) => (
        <Tab key={name} name={name} />
      ))}
    </div>
  );
}

async function openInTab(): Promise<void> {
  await browser.tabs.create({ url: tabUrl(toLink(current())) });
  if (place === "popup") window.close();
}

export function App(): JSX.Element {
  const Current = COMPONENTS[view.value];
  return (
    <>
      <header class="bar">
        <h1 class="visually-hidden">{t("title")}</h1>
        <Tabs />
        <span class="spacer" />
        {place !== "tab" && (
          <Button iconOnly icon="tab" label={t("openInTab")} id="open-tab" onClick={() => void openInTab()} />
        )}
        <ThemeButton />
        <Button
          iconOnly
          icon="help"
          id="show-help"
          label={t("keys")}
          shortcut="?"
          onClick={() => {
            helpOpen.value = true;
          }}
        />
      </header>
      {failure.value !== null && (
        <div class="failure">
          <p role="alert" id="failure">
            {visibleText(failure.value)}
          </p>
          <Button iconOnly icon="close" label={t("dismiss")} id="dismiss" onClick={dismissFailures} />
        </div>
      )}
      <main>
        <div id="view" class="view-place" role="tabpanel" aria-labelledby={`tab-${view.value}`}>
          <Current />
        </div>
      </main>
      <LiveRegion />
      <HelpDialog />
    </>
  );
}
