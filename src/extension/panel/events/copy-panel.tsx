import type { JSX } from "preact";
import { COPY_FORMATS, type CopyFormat, copyEvents } from "../../panel-model/copy-formats.ts";
import { announce } from "../controls/announcements.ts";
import { Button } from "../controls/button.tsx";
import { closePopovers } from "../controls/popover-button.tsx";
import { attempt } from "../failure.ts";
import { t, tMaybe, tn } from "../l10n.ts";
import { targets } from "./targets.ts";

/** Copies the selected events, or the one under the cursor. */
export async function copyTargets(format: CopyFormat): Promise<void> {
  const rows = targets();
  if (rows.length === 0) return;
  closePopovers();
  await attempt(async () => {
    await navigator.clipboard.writeText(copyEvents(rows, format));
    announce(tn("copied", rows.length), { soon: true });
  });
}

/** The forms in which events can be copied. */
export function CopyPanel(): JSX.Element {
  return (
    <div class="menu">
      <p class="menu-head">{tn("copyEvents", targets().length)}</p>
      {COPY_FORMATS.map((format) => (
        <Button
          key={format}
          id={`copy-${format}`}
          label={tMaybe(`copy_${format}`)}
          {...(format === "json" ? { shortcut: t("keyCopyJson") } : {})}
          onClick={() => void copyTargets(format)}
        />
      ))}
    </div>
  );
}
