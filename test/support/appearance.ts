import type { Firefox } from "./firefox.ts";
import type { Page } from "./page.ts";

/** How a page is drawn: in one of the two colour schemes, or with the system's forced colours. */
export const APPEARANCES = ["light", "dark", "forced-colors"] as const;
export type Appearance = (typeof APPEARANCES)[number];

const QUERIES: Readonly<Record<Appearance, string>> = {
  light: "(prefers-color-scheme: light) and (forced-colors: none)",
  dark: "(prefers-color-scheme: dark) and (forced-colors: none)",
  "forced-colors": "(forced-colors: active)",
};

/** Makes everything of this Firefox look so, as the system's settings would, and waits until the page has been drawn so. */
export async function setAppearance(firefox: Firefox, page: Page, appearance: Appearance): Promise<void> {
  await firefox.chrome<null>(
    `Services.prefs.setIntPref("ui.systemUsesDarkTheme", args[0] === "dark" ? 1 : 0);
     Services.prefs.setIntPref("browser.display.document_color_use", args[0] === "forced-colors" ? 2 : 1);
     return null;`,
    appearance,
  );
  await page.run<null>(
    `const query = matchMedia(args[0]);
     if (!query.matches) await new Promise((resolve) => query.addEventListener("change", resolve, { once: true }));
     await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
     return null;`,
    QUERIES[appearance],
  );
}
