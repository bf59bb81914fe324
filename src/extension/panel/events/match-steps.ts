import { announce } from "../controls/announcements.ts";
import { events } from "../feed.ts";
import { t } from "../l10n.ts";
import { active, update } from "../state.ts";
import { filter } from "./list-view.ts";

/** Puts the cursor on the next or the previous event in which the search text is found; past the end it goes on at the other. */
export function goToMatch(by: 1 | -1): void {
  const { visible } = events();
  const { matches } = filter.peek();
  const from = visible.findIndex(({ id }) => id === active.peek());
  for (let step = 1; step <= visible.length; step++) {
    const start = from < 0 ? (by === 1 ? -1 : 0) : from;
    const row = visible[(start + by * step + visible.length * step) % visible.length];
    if (row !== undefined && matches(row)) {
      // First, so that the list goes to the event and stays there.
      update({ follow: false });
      update({ active: row.id, selected: [row.id] });
      return;
    }
  }
  announce(t("noMatch"), { soon: true });
}
