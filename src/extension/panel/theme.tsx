import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { THEMES } from "../panel-model/panel-state.ts";
import { PopoverButton } from "./controls/popover-button.tsx";
import { t, tMaybe } from "./l10n.ts";
import { theme, update } from "./state.ts";

/** Every colour of ours and of Firefox's tokens is a `light-dark()`: the scheme of the page decides. */
export function applyTheme(): void {
  effect(() => {
    document.documentElement.style.colorScheme = theme.value === "auto" ? "" : theme.value;
  });
}

/** As Firefox is, light, or dark. */
export function ThemeButton(): JSX.Element {
  return (
    <PopoverButton id="theme" icon="theme" iconOnly label={t("theme")} marked={theme.value !== "auto"}>
      {() => (
        <fieldset class="time-panel">
          <legend class="visually-hidden">{t("theme")}</legend>
          {THEMES.map((name) => (
            <label key={name} class="choice">
              <input
                type="radio"
                name="theme"
                value={name}
                checked={theme.value === name}
                onChange={() => update({ theme: name })}
              />
              {tMaybe(`theme_${name}`)}
            </label>
          ))}
        </fieldset>
      )}
    </PopoverButton>
  );
}
