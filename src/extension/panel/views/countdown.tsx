import type { JSX } from "preact";
import { formatSpan, nextMidnight } from "../../panel-model/next-main-ping.ts";
import { t } from "../l10n.ts";
import { health, now } from "../reports.ts";

/** How long until pings leave by themselves. */
export function Countdown(): JSX.Element {
  const next = health.value?.carrier.nextEventPing ?? null;
  return (
    <span class="countdown dim" role="timer" aria-live="off">
      {next === null ? t("noEventPing") : t("eventPingIn", formatSpan(next - now.value))}
      {" · "}
      <span title={t("mainPingWhen")}>
        {t("mainPingIn", formatSpan(nextMidnight(now.value) - now.value))}
      </span>
    </span>
  );
}
