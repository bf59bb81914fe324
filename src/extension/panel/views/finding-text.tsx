import type { JSX } from "preact";
import type { Finding } from "../../panel-model/diagnosis.ts";
import { visibleText } from "../../panel-model/visible-text.ts";
import { Icon, type IconName } from "../controls/icon.tsx";
import { tMaybe } from "../l10n.ts";

const ICONS: Readonly<Record<Finding["severity"], IconName>> = {
  error: "warning",
  warning: "warning",
  info: "info",
};

/** What is the matter, and what to do about it. */
export function FindingText({ finding }: { finding: Finding }): JSX.Element {
  const about = finding.about.map(visibleText);
  return (
    <div class="finding-text">
      <Icon name={ICONS[finding.severity]} />
      <div>
        <strong>{tMaybe(`finding_${finding.code}`, ...about)}</strong>
        <p>{tMaybe(`finding_${finding.code}_do`, ...about)}</p>
      </div>
    </div>
  );
}
