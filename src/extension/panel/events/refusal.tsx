import type { JSX } from "preact";
import type { Notice } from "../../inspector-api.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { Icon } from "../controls/icon.tsx";
import { t, tMaybe } from "../l10n.ts";
import { ByteMeter } from "./byte-meter.tsx";

/** Limits that count keys; every other one counts bytes (or UTF-16 units, of scalars). */
const KEY_LIMITS = new Set(["too-many-extra-keys", "scalar-keys"]);

function textOf(code: string, kind: "rule" | "fix"): string {
  return tMaybe(`${kind}_${code.replaceAll("-", "_")}`);
}

/** Why a call was refused, or what was changed about it: the rule, the field, the limit and what was used of it, and what to do. */
export function Refusal({ notice, refused }: { notice: Notice; refused: boolean }): JSX.Element {
  const { code, field, limit, used, got, message } = notice;
  const unit = KEY_LIMITS.has(code) ? ("keys" as const) : ("bytes" as const);
  return (
    <section class={`refusal ${refused ? "refused" : "changed"}`}>
      <h3>
        <Icon name={refused ? "warning" : "info"} />
        {textOf(code, "rule") || visibleText(message || code)}
      </h3>
      <dl>
        <dt>{t("rule")}</dt>
        <dd>
          <code>{visibleText(code)}</code>
        </dd>
        <dt>{t("field")}</dt>
        <dd>
          <code>{visibleText(field)}</code>
        </dd>
        <dt>{t("got")}</dt>
        <dd>
          <code>{visibleText(got)}</code>
        </dd>
        {limit !== null && (
          <>
            <dt>{t("limit")}</dt>
            <dd>
              {used === undefined ? (
                String(limit)
              ) : (
                <ByteMeter meter={{ field, used, limit, unit }} label={visibleText(field)} />
              )}
            </dd>
          </>
        )}
        {message !== "" && (
          <>
            <dt>{t("firefoxSaid")}</dt>
            <dd>{visibleText(message)}</dd>
          </>
        )}
      </dl>
      {textOf(code, "fix") !== "" && <p class="fix">{textOf(code, "fix")}</p>}
    </section>
  );
}
