import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type OpenedPing, telemetryInspector } from "../../inspector-api.ts";
import { printEvents } from "../../panel-model/ping-events.ts";
import { visibleJson, visibleText } from "../../panel-model/visible-text.ts";
import { announce } from "../controls/announcements.ts";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { ScrollRegion } from "../controls/scroll-region.tsx";
import { attempt, messageOf } from "../failure.ts";
import { formatBytes, t, tn } from "../l10n.ts";
import { now } from "../reports.ts";
import type { Verdict } from "./ping-validation.ts";

/** The preview changes with every event; it is not assembled more often than this. */
const PREVIEW_SECONDS = 2;

const eventsOnly = signal(true);

type Loaded = { readonly ping: OpenedPing; readonly verdict: Verdict } | { readonly problem: string };

async function load(id: string): Promise<Loaded> {
  const ping = id === "next" ? await telemetryInspector.mainPing() : await telemetryInspector.openPing(id);
  if (ping === null) return { problem: t("noPreview") };
  const { validatePing } = await import("./ping-validation.ts");
  return { ping, verdict: validatePing(ping.json) };
}

function VerdictText({ verdict }: { verdict: Verdict }): JSX.Element {
  if (verdict === undefined) return <p class="verdict dim">{t("noSchema")}</p>;
  if (verdict === null) {
    return (
      <p class="verdict valid" data-verdict="valid">
        <Icon name="check" /> {t("valid")}
      </p>
    );
  }
  return (
    <p class="verdict invalid" data-verdict="invalid">
      <Icon name="warning" /> {t("invalid")} <code>{visibleText(verdict)}</code>
    </p>
  );
}

function Contents({ ping }: { ping: OpenedPing }): JSX.Element {
  const json = useMemo(() => {
    const whole: unknown = JSON.parse(ping.json);
    return eventsOnly.value ? printEvents(whole) : visibleJson(whole, 2);
  }, [ping.json, eventsOnly.value]);
  return (
    <>
      <div class="ping-tools">
        <Button
          label={t("eventsOnly")}
          pressed={eventsOnly.value}
          onClick={() => {
            eventsOnly.value = !eventsOnly.value;
          }}
        />
        <Button
          icon="copy"
          label={t("copyPing")}
          onClick={() =>
            void attempt(async () => {
              await navigator.clipboard.writeText(json);
              announce(t("pingCopied"), { soon: true });
            })
          }
        />
      </div>
      <ScrollRegion class="json" label={t("pingContents")}>
        <pre>{json}</pre>
      </ScrollRegion>
    </>
  );
}

/** One ping: whether it is valid, and what is in it. */
export function PingDetail({ id }: { id: string }): JSX.Element {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const tick = id === "next" ? Math.floor(now.value / 1_000 / PREVIEW_SECONDS) : 0;
  useEffect(() => {
    let gone = false;
    void load(id)
      .catch((error: unknown): Loaded => ({ problem: messageOf(error) }))
      .then((answer) => {
        if (!gone) setLoaded(answer);
      });
    return () => {
      gone = true;
    };
  }, [id, tick]);
  if (loaded === null) return <p class="dim">{t("loading")}</p>;
  if ("problem" in loaded) return <p role="alert">{loaded.problem}</p>;
  const { ping, verdict } = loaded;
  return (
    <div class="ping-detail">
      <h2>{id === "next" ? t("nextMainPing") : <code>{ping.id}</code>}</h2>
      <p class="dim">
        {id !== "next" && ping.reason !== null && `${visibleText(ping.reason)} · `}
        {formatBytes(ping.bytes)} · {tn("events", ping.events)}
      </p>
      <VerdictText verdict={verdict} />
      <Contents ping={ping} />
    </div>
  );
}
