import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { Icon } from "../controls/icon.tsx";
import { SEARCH_BOX } from "../events/search-box.tsx";

/** The search of a table: words that must all be there. */
export function TableSearch({ text, label }: { text: Signal<string>; label: string }): JSX.Element {
  return (
    <search class="search">
      <div class="search-field">
        <Icon name="search" />
        <input
          id={SEARCH_BOX}
          type="search"
          value={text.value}
          placeholder={label}
          aria-label={label}
          aria-keyshortcuts="/"
          spellcheck={false}
          autocomplete="off"
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </div>
    </search>
  );
}
