// What plain `npx web-ext run`, `lint` and `build` do here, after `npm run build`.
import { findFirefox } from "./scripts/find-firefox.mjs";
import { firefoxPrefs } from "./scripts/firefox-prefs.mjs";

const firefox = findFirefox();

export default {
  sourceDir: "dist/extension",
  artifactsDir: "dist",
  run: {
    ...(firefox ? { firefox } : {}),
    pref: Object.entries(firefoxPrefs()).map(([name, value]) => `${name}=${value}`),
    startUrl: ["about:debugging#/runtime/this-firefox"],
  },
  lint: {
    // Experiments exist for privileged add-ons only, and those are not listed on addons.mozilla.org.
    privileged: true,
    selfHosted: true,
    // The warnings that are left are explained in ARCHITECTURE.md; `npm run check` fails on any other.
    warningsAsErrors: false,
  },
  build: {
    overwriteDest: true,
  },
};
