import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { runCommand } from "./run-command.mjs";

const ENVIRONMENT = { DEBIAN_FRONTEND: "noninteractive" };

/** Whether this is Debian or a relative of it, and we may install packages. */
export function isDebianAsRoot() {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const isDebian = /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
  return isDebian && process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

/** @returns {void} */
export function refreshDebianPackages() {
  runCommand("Looking for Debian's current packages", "apt-get", ["update", "-q"], ENVIRONMENT);
}

/**
 * Whether this Debian has a package of that name. Ask after {@link refreshDebianPackages}.
 * @param {string} name
 */
export function isDebianPackage(name) {
  return spawnSync("apt-cache", ["show", "--no-all-versions", name]).status === 0;
}

/**
 * @param {string} title what they are for, shown before the installation
 * @param {...string} names
 * @returns {void}
 * @throws SetupError when apt-get cannot
 */
export function installDebianPackages(title, ...names) {
  runCommand(title, "apt-get", ["install", "-q", "-y", "--no-install-recommends", ...names], ENVIRONMENT);
}
