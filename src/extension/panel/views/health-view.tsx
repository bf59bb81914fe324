import type { ComponentChildren, JSX } from "preact";
import type { Health } from "../../inspector-api.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { Icon } from "../controls/icon.tsx";
import { ScrollRegion } from "../controls/scroll-region.tsx";
import { findings } from "../events/empty-list.tsx";
import { formatBytes, formatDateAndTime, formatNumber, t, tMaybe, tn } from "../l10n.ts";
import { callers, health, refreshHealth, refreshRegistry, totals, useRefresh } from "../reports.ts";
import { sourceName } from "../sources.ts";
import { Countdown } from "./countdown.tsx";
import { FindingText } from "./finding-text.tsx";

const refreshBoth = async (): Promise<void> => {
  await Promise.all([refreshHealth(), refreshRegistry()]);
};

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function YesNo({ is }: { is: boolean }): JSX.Element {
  return <span class={is ? "yes" : "no"}>{is ? t("yes") : t("no")}</span>;
}

function listOr(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.map(visibleText).join(", ");
}

function Lines({ texts }: { texts: readonly string[] }): JSX.Element {
  return (
    <>{texts.length === 0 ? t("none") : texts.map((text) => <div key={text}>{visibleText(text)}</div>)}</>
  );
}

function Sending({ facts }: { facts: Health }): JSX.Element {
  const { consent, uploads, carrier } = facts;
  return (
    <section>
      <h2>{t("sending")}</h2>
      <dl class="facts">
        <Fact name={t("uploadEnabled")}>
          <YesNo is={consent.uploadEnabled} />
        </Fact>
        <Fact name={t("dataCollectionAllowed")}>
          <YesNo is={consent.dataCollectionAllowed} />
        </Fact>
        <Fact name={t("policyShown")}>
          <YesNo is={uploads.policyShown} />
        </Fact>
        <Fact name={t("officialBuild")}>
          <YesNo is={uploads.officialBuild} />
        </Fact>
        <Fact name={t("server")}>
          <code>{visibleText(uploads.server)}</code>
        </Fact>
        <Fact name={t("carrier")}>
          {tMaybe(`carrier_${carrier.effective}`)}
          {carrier.effective !== carrier.chosen && <strong> {t("carrierInstead", carrier.chosen)}</strong>}
        </Fact>
        <Fact name={t("nextPings")}>
          <Countdown />
        </Fact>
        <Fact name={t("wrappedFunctions")}>
          <Lines texts={carrier.wrapped} />
        </Fact>
        <Fact name={t("missingFunctions")}>
          <Lines texts={carrier.missing} />
        </Fact>
      </dl>
    </section>
  );
}

function Recording({ facts }: { facts: Health }): JSX.Element {
  const { recording, bridge } = facts;
  return (
    <section>
      <h2>{t("recording")}</h2>
      <dl class="facts">
        <Fact name={t("recordingBase")}>
          <YesNo is={recording.base} />
        </Fact>
        <Fact name={t("recordingExtended")}>{recording.extended ? t("yes") : t("no")}</Fact>
        <Fact name={t("bridge")}>{bridge.up ? t("bridgeUp") : (bridge.problem ?? t("bridgeDown"))}</Fact>
        <Fact name={t("bridged")}>{listOr(bridge.routed.map(sourceName), t("none"))}</Fact>
        <Fact name={t("needReload")}>{listOr(bridge.needReload.map(sourceName), t("none"))}</Fact>
        <Callers />
      </dl>
    </section>
  );
}

/** Who records through this add-on's background page: extensions that the prefs list, and pages that are trusted. */
function Callers(): JSX.Element | null {
  if (callers.value === null) return null;
  const { clients, hybrid } = callers.value;
  return (
    <>
      <Fact name={t("clients")}>{listOr(clients.map(sourceName), t("none"))}</Fact>
      <Fact name={t("hybrid")}>
        {hybrid?.enabled === true ? listOr(hybrid.origins, t("none")) : t("off")}
        {hybrid?.ignored.map(({ entry, why }) => (
          <div key={entry} class="no">
            {visibleText(entry)}: {visibleText(why)}
          </div>
        ))}
      </Fact>
    </>
  );
}

function Keeping({ facts }: { facts: Health }): JSX.Element {
  const { store, queue, lost, problems } = facts;
  return (
    <section>
      <h2>{t("keeping")}</h2>
      <dl class="facts">
        <Fact name={t("store")}>{tMaybe(`store_${store.phase}`)}</Fact>
        <Fact name={t("storeSize")}>{formatBytes(store.bytes)}</Fact>
        <Fact name={t("queue")}>
          {t(
            "queueUse",
            queue.events,
            queue.maxEvents,
            formatBytes(queue.bytes),
            formatBytes(queue.maxBytes),
          )}
        </Fact>
        <Fact name={t("waitingForDisk")}>{formatNumber(store.waiting)}</Fact>
        <Fact name={t("lost")}>{formatNumber(lost)}</Fact>
        <Fact name={t("refusedInAll")}>{formatNumber(totals.value.refused)}</Fact>
        <Fact name={t("problems")}>
          <Lines texts={problems} />
        </Fact>
      </dl>
    </section>
  );
}

function Session({ facts }: { facts: Health }): JSX.Element {
  const { session, firefoxVersion } = facts;
  return (
    <section>
      <h2>{t("session")}</h2>
      <dl class="facts">
        <Fact name={t("firefoxVersion")}>{firefoxVersion}</Fact>
        <Fact name={t("sessionId")}>
          <code>{session.sessionId}</code>
        </Fact>
        <Fact name={t("subsessionId")}>
          <code>{session.subsessionId}</code>
        </Fact>
        <Fact name={t("processStart")}>{formatDateAndTime(session.processStart)}</Fact>
      </dl>
    </section>
  );
}

/** What stands in the way of events, and everything that decides about them. */
export function HealthView(): JSX.Element {
  useRefresh(refreshBoth);
  const facts = health.value;
  const found = findings() ?? [];
  const problems = found.filter(({ severity, blocks }) => severity !== "info" && blocks !== "showing");
  if (facts === null) return <p class="dim">{t("loading")}</p>;
  return (
    <ScrollRegion class="view health-view" label={t("view_health")}>
      <section class="findings" id="findings">
        <h2>{problems.length === 0 ? t("allWell") : tn("findings", problems.length)}</h2>
        {problems.length === 0 ? (
          <p class="valid">
            <Icon name="check" /> {t("allWellHelp")}
          </p>
        ) : (
          <ul>
            {problems.map((finding) => (
              <li key={finding.code} class={`finding ${finding.severity}`} data-finding={finding.code}>
                <FindingText finding={finding} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <div class="fact-sheets">
        <Sending facts={facts} />
        <Recording facts={facts} />
        <Keeping facts={facts} />
        <Session facts={facts} />
      </div>
    </ScrollRegion>
  );
}
