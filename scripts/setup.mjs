import { existsSync, statSync } from "node:fs";
import { installDebianPackages, isDebianAsRoot, refreshDebianPackages } from "./debian.mjs";
import { findFirefox } from "./find-firefox.mjs";
import { runCommand, SetupError } from "./run-command.mjs";

const NEEDED_NODE = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED_NODE;
  if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
    throw new SetupError(
      `Node ${NEEDED_NODE.join(".")} or later is needed, this is ${process.versions.node}`,
      "Install a current Node from https://nodejs.org",
    );
  }
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation counts as missing. */
function packagesAreCurrent() {
  const installed = "node_modules/.package-lock.json";
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

function installPackages() {
  if (!packagesAreCurrent()) {
    runCommand("Installing the npm packages", "npm", ["ci", "--no-fund", "--no-audit"]);
  }
}

const HOW_TO_GET_FIREFOX = `Install a Firefox that takes unsigned experiments, then run this again:
  Debian           sudo apt-get install firefox-esr
  other systems    Firefox Nightly or Developer Edition, https://www.mozilla.org/firefox/channel/desktop/
or set FIREFOX to the path of one.`;

/** @returns {string | null} */
function lookForFirefox() {
  try {
    return findFirefox();
  } catch (error) {
    throw new SetupError("Firefox cannot be used", HOW_TO_GET_FIREFOX, { cause: error });
  }
}

/** @returns {string} */
function ensureFirefox() {
  const found = lookForFirefox();
  if (found) {
    return found;
  }
  if (!isDebianAsRoot()) {
    throw new SetupError(
      "No Firefox found: not in FIREFOX, on the PATH, or in the usual places",
      HOW_TO_GET_FIREFOX,
    );
  }
  try {
    refreshDebianPackages();
    installDebianPackages("Installing Firefox ESR", "firefox-esr");
  } catch (error) {
    throw new SetupError("apt-get could not install firefox-esr", HOW_TO_GET_FIREFOX, { cause: error });
  }
  const installed = lookForFirefox();
  if (!installed) {
    throw new SetupError("firefox-esr was installed, but cannot be found", HOW_TO_GET_FIREFOX);
  }
  return installed;
}

/**
 * Installs what is missing (npm packages, Firefox), builds everything, and makes sure that every program started from
 * here on uses the Firefox that was found.
 * @returns {void}
 * @throws SetupError with what to do about it
 */
export function setUp() {
  checkNode();
  installPackages();
  process.env.FIREFOX = ensureFirefox();
  runCommand("Building", "npm", ["run", "--silent", "build"]);
}
