/**
 * The event page: serves other extensions and web pages, and the toolbar button shows how many events are pending, and warns
 * of refusals nobody has looked at.
 */
import browser from "webextension-polyfill";
import { type Totals, telemetryInspector } from "../inspector-api.ts";
import { serveClients } from "./clients.ts";
import { serveHybridContent } from "./hybrid.ts";

const CALM = { background: "#0060df", text: "#ffffff" };
const WARNING = { background: "#ffa436", text: "#15141a" };

/** What fits on the badge. */
function badgeText({ pending, unseen }: Totals): string {
  const count = pending === 0 && unseen > 0 ? "!" : String(pending);
  return pending === 0 && unseen === 0 ? "" : pending > 9_999 ? "9k+" : count;
}

async function showTotals(totals: Totals): Promise<void> {
  const { background, text } = totals.unseen > 0 ? WARNING : CALM;
  const title = browser.i18n.getMessage("badgeTitle", [
    totals.pending.toLocaleString(),
    totals.unseen.toLocaleString(),
  ]);
  await Promise.all([
    browser.action.setBadgeText({ text: badgeText(totals) }),
    browser.action.setBadgeBackgroundColor({ color: background }),
    browser.action.setBadgeTextColor({ color: text }),
    browser.action.setTitle({ title }),
  ]);
}

serveClients();
serveHybridContent();
telemetryInspector.onTotals.addListener((totals) => {
  void showTotals(totals);
});
// With this listener the page also runs once after each start of Firefox, and the badge is right from then on.
browser.runtime.onStartup.addListener(() => {});
