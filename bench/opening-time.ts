import { ADD_ON_ID } from "../test/support/add-on.ts";
import type { Firefox } from "../test/support/firefox.ts";
import { exists } from "../test/support/panel.ts";
import { waitFor } from "../test/support/wait-for.ts";

/** Notes in each document of the panel when rows of events were first painted, in ms since its navigation began. */
export function watchOpenings(firefox: Firefox): Promise<null> {
  return firefox.chrome<null>(
    `const script = () => {
       addEventListener("DOMWindowCreated", () => {
         const { content } = this;
         if (!content.location.href.includes("/panel/panel.html")) return;
         addEventListener("MozAfterPaint", function painted() {
           const row = content.document.querySelector(".row.is-pending, .row.is-cleared");
           if (!row?.textContent) return;
           removeEventListener("MozAfterPaint", painted, true);
           content.document.documentElement.setAttribute("data-opened", content.performance.now());
         }, true);
       }, true);
     };
     window.messageManager.loadFrameScript("data:,(" + encodeURIComponent(script) + ").call(this)", true);
     return null;`,
  );
}

/** Opens the panel in a tab. */
export async function openingTime(firefox: Firefox): Promise<number> {
  await firefox.navigate("about:blank");
  const page = await firefox.navigate(await firefox.extensionUrl(ADD_ON_ID, "panel/panel.html"));
  await waitFor(() => exists(page, "[data-opened]"), { what: "rows to be painted" });
  return await page.run<number>("return Number(document.documentElement.dataset.opened);");
}
