import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["firefox-esr", "firefox-nightly", "firefox-devedition", "firefox"];

/** @returns {string[]} */
function usualPlaces() {
  switch (process.platform) {
    case "darwin":
      return ["Firefox Nightly", "Firefox Developer Edition", "Firefox"].flatMap((app) =>
        ["/Applications", join(homedir(), "Applications")].map((root) =>
          join(root, `${app}.app/Contents/MacOS/firefox`),
        ),
      );
    case "win32":
      return [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA].flatMap(
        (root) =>
          root
            ? ["Firefox Nightly", "Firefox Developer Edition", "Mozilla Firefox"].map((app) =>
                join(root, app, "firefox.exe"),
              )
            : [],
      );
    default:
      return [
        "/usr/bin/firefox-esr",
        "/usr/lib/firefox-esr/firefox-esr",
        "/opt/firefox/firefox",
        "/opt/firefox-nightly/firefox",
        join(homedir(), "firefox/firefox"),
      ];
  }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      return false;
    }
    throw error;
  }
}

/**
 * The Firefox to use: `$FIREFOX`, else the first of firefox-esr, -nightly, -devedition, firefox on the PATH, else one
 * in the usual places. The order prefers builds that take unsigned experiments.
 * @returns {string | null} its path, or null when there is none
 * @throws Error when $FIREFOX names something that cannot be run
 */
export function findFirefox() {
  const asked = process.env.FIREFOX;
  if (asked) {
    if (!isExecutable(asked)) {
      throw new Error(`FIREFOX is set to ${asked}, which is not a program that can be run`);
    }
    return asked;
  }
  const extension = process.platform === "win32" ? ".exe" : "";
  const onPath = NAMES.flatMap((name) =>
    (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name + extension)),
  );
  return [...onPath, ...usualPlaces()].find(isExecutable) ?? null;
}
