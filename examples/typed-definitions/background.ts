// Records with the functions generated from Events.yaml: another method, object or extra key does not compile.
import { recordTypedExampleClick, recordTypedExampleTab, registerAll } from "./telemetry.ts";

const registered = register();

async function register(): Promise<void> {
  await registerAll(browser.telemetry, await browser.runtime.getBrowserInfo());
}

async function recordTab(method: "open" | "close"): Promise<void> {
  await registered;
  const { length } = await browser.tabs.query({});
  await recordTypedExampleTab(browser.telemetry, { method, extra: { open_tabs: String(length) } });
}

browser.tabs.onCreated.addListener(() => void recordTab("open"));
browser.tabs.onRemoved.addListener(() => void recordTab("close"));
browser.action.onClicked.addListener(async () => {
  await registered;
  await recordTypedExampleClick(browser.telemetry);
});
