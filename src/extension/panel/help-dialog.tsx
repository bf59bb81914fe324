import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "./controls/button.tsx";
import { ScrollRegion } from "./controls/scroll-region.tsx";
import { helpOpen, SHORTCUTS } from "./keys.ts";
import { t } from "./l10n.ts";
import { singleKeys, update } from "./state.ts";

/** Keys that do the same each have a cap; those that are held together share one. */
function capsOf(keys: string): readonly string[] {
  return keys.includes("+") ? [keys] : keys.split(" ");
}

/** Every key of the panel, and the switch for those that are one letter. */
export function HelpDialog(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = helpOpen.value;
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      id="help"
      class="dialog"
      aria-labelledby="help-title"
      onClose={() => {
        helpOpen.value = false;
      }}
    >
      {open && (
        <>
          <header class="dialog-head">
            <h2 id="help-title">{t("keys")}</h2>
            <span class="spacer" />
            <Button iconOnly icon="close" label={t("close")} onClick={() => dialog.current?.close()} />
          </header>
          <ScrollRegion class="dialog-body" label={t("keys")}>
            <dl class="keys">
              {SHORTCUTS.map(({ keys, what }) => (
                <div key={what} class="key-row">
                  <dt>
                    {capsOf(keys).map((cap) => (
                      <kbd key={cap}>{cap}</kbd>
                    ))}
                  </dt>
                  <dd>{t(what)}</dd>
                </div>
              ))}
            </dl>
            <p class="keys-foot">{t("searchHelp")}</p>
            <label class="choice">
              <input
                type="checkbox"
                checked={singleKeys.value}
                onChange={() => update({ singleKeys: !singleKeys.value })}
              />
              {t("singleKeys")}
            </label>
          </ScrollRegion>
        </>
      )}
    </dialog>
  );
}
