/** The debug panel: in the popup of the toolbar button, in a tab, and in the sidebar. */
import { render } from "preact";
import { App } from "./app.tsx";
import { keepListInView } from "./events/list-view.ts";
import { failed } from "./failure.ts";
import { startFeed } from "./feed.ts";
import { listenForKeys } from "./keys.ts";
import { direction, language, t } from "./l10n.ts";
import { place } from "./place.ts";
import { startReports } from "./reports.ts";
import { restoreState } from "./state.ts";
import { offerTestHook } from "./test-hook.ts";
import { applyTheme } from "./theme.tsx";

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
render(<App />, document.body);
startFeed().catch((error: unknown) => {
  failed("feed", error);
});
