import type { JSX } from "preact";
import { said } from "./announcements.ts";

/** The one polite live region of the page. */
export function LiveRegion(): JSX.Element {
  return (
    <div id="live" role="status" class="visually-hidden">
      {said.value}
    </div>
  );
}
