import { useComputed, useSignalEffect } from "@preact/signals";
import type { JSX, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { t } from "../l10n.ts";
import { highlight, regex, text, update } from "../state.ts";
import { EVENTS_GRID } from "./events-grid.tsx";
import { filter } from "./list-view.ts";
import { goToMatch } from "./match-steps.ts";

/** Typing is faster than a filter over ten thousand events has to be. */
const DEBOUNCE_MS = 120;
export const SEARCH_BOX = "search";

/** The search: words and `field:value`, or a regular expression; it filters, or it marks. */
export function SearchBox(): JSX.Element {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const problem = useComputed(() => filter.value.badRegex).value;
  // What was typed a moment ago must not come back after the text was cleared elsewhere.
  useSignalEffect(() => {
    text.value;
    clearTimeout(timer.current);
  });
  const apply = (value: string): void => {
    clearTimeout(timer.current);
    update({ text: value });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") {
      apply(event.currentTarget.value);
      goToMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      apply("");
      document.getElementById(EVENTS_GRID)?.focus();
    } else if (event.key === "ArrowDown") {
      // Whoever goes on to the list means the list of what was typed, not that of before.
      apply(event.currentTarget.value);
      document.getElementById(EVENTS_GRID)?.focus();
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <search class="search">
      <div class={`search-field ${problem === null ? "" : "bad"}`}>
        <Icon name="search" />
        <input
          id={SEARCH_BOX}
          type="search"
          value={text.value}
          placeholder={t("searchPlaceholder")}
          aria-label={t("searchLabel")}
          aria-keyshortcuts="/"
          aria-invalid={problem !== null}
          {...(problem === null ? {} : { "aria-describedby": "search-problem" })}
          title={t("searchHelp")}
          spellcheck={false}
          autocomplete="off"
          onKeyDown={onKeyDown}
          onInput={(event) => {
            const { value } = event.currentTarget;
            clearTimeout(timer.current);
            timer.current = setTimeout(() => apply(value), DEBOUNCE_MS);
          }}
        />
        <button
          type="button"
          class="in-field"
          aria-pressed={regex.value}
          aria-label={t("useRegex")}
          title={t("useRegex")}
          onClick={() => update({ regex: !regex.value })}
        >
          .*
        </button>
        {problem !== null && (
          <span id="search-problem" class="problem" role="alert">
            {t("badRegex", problem)}
          </span>
        )}
      </div>
      <Button
        id="highlight"
        label={t("highlight")}
        pressed={highlight.value}
        shortcut="h"
        onClick={() => update({ highlight: !highlight.value })}
      />
    </search>
  );
}
