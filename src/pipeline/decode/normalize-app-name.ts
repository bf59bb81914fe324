/** Known applications; a longer name comes before the name it begins with. */
const APP_NAMES = [
  "Zerda_cn",
  "Zerda",
  "Focus-TV",
  "Focus",
  "Klar",
  "FirefoxReality_oculusvr",
  "FirefoxReality_googlevr",
  "FirefoxReality_wavevr",
  "FirefoxForFireTV",
  "FirefoxConnect",
  "Fennec",
  "Scryer",
  "WebXR",
  "Lockbox",
  "Firefox",
];

/** The known application whose name the given one begins with, or `Other`. */
export function normalizeAppName(name: string): string {
  return APP_NAMES.find((known) => name.startsWith(known)) ?? "Other";
}
