/** The debug panel: in the popup of the toolbar button, in a tab, and in the sidebar. */
import { render } from "preact";
import { App } from "./app.tsx";
import { keepListInView } from "./events/list-view.ts";
import { failed } from "./failure.ts";
import { askFirstPage, startFeed } from "./feed.ts";
import { listenForKeys } from "./keys.ts";
import { direction, language, t } from "./l10n.ts";
import { place } from "./place.ts";
import { startReports } from "./reports.ts";
import { restoreState } from "./state.ts";
import { offerTestHook } from "./test-hook.ts";
import { applyTheme } from "./theme.tsx";

const PATIENCE_MS = 50;

// Asked for before anything else: while the answer is on its way the rest gets ready.
const firstPage = askFirstPage();

document.title = t("title");
Object.assign(document.documentElement, { lang: language, dir: direction() });
document.documentElement.dataset.place = place;

try {
  await restoreState();
} catch (error) {
  failed("state", error);
}
applyTheme();
keepListInView();
offerTestHook();
listenForKeys();
startReports();
const started = startFeed(firstPage).catch((error: unknown) => {
  failed("feed", error);
});
// Mostly the rows are there by now, and all is drawn once; a panel that has to wait for them shows that it is there.
await Promise.race([started, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
if (document.readyState === "loading") {
  await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
}
render(<App />, document.body);
