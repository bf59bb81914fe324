import type { Firefox } from "./firefox.ts";

/** How a page is drawn: in one of the two colour schemes, or with the system's forced colours. */
export const APPEARANCES = ["light", "dark", "forced-colors"] as const;
export type Appearance = (typeof APPEARANCES)[number];

/** Draws everything that belongs to the window so, as the system's setting would. */
export function setAppearance(firefox: Firefox, appearance: Appearance): Promise<null> {
  return firefox.chrome<null>(
    `const [appearance] = args;
     Services.prefs.setIntPref("ui.systemUsesDarkTheme", appearance === "dark" ? 1 : 0);
     Services.prefs.setIntPref("browser.display.document_color_use", appearance === "forced-colors" ? 2 : 1);
     return null;`,
    appearance,
  );
}
