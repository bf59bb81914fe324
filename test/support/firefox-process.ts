import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findFirefox } from "../../scripts/find-firefox.mjs";
import { waitFor } from "./wait-for.ts";

/** A running Firefox as the system sees it: a process group of its own, its output in `firefox.log` of the profile. */
export class FirefoxProcess {
  readonly #child: ChildProcess;
  readonly logFile: string;
  /** Resolves once the parent process is gone, with its exit code (null after a signal). */
  readonly exited: Promise<number | null>;
  readonly pid: number;

  constructor(profile: string, headless: boolean) {
    const firefox = findFirefox();
    if (!firefox) {
      throw new Error("no Firefox found: set FIREFOX to its path, or install firefox-esr");
    }
    this.logFile = join(profile, "firefox.log");
    const log = openSync(this.logFile, "a");
    this.#child = spawn(
      firefox,
      [
        "--profile",
        profile,
        "--no-remote",
        "--marionette",
        "--remote-allow-system-access",
        ...(headless ? ["--headless"] : []),
      ],
      {
        detached: true,
        stdio: ["ignore", log, log],
        // MOZ_CRASHREPORTER_DISABLE: a Firefox that crashes ends, it does not open a window.
        env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: "1" },
      },
    );
    closeSync(log);
    if (this.#child.pid === undefined) {
      throw new Error(`${firefox} could not be started`);
    }
    this.pid = this.#child.pid;
    process.once("exit", this.kill);
    this.exited = new Promise((resolve) => {
      this.#child.once("exit", (code) => {
        process.off("exit", this.kill);
        resolve(code);
      });
    });
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** SIGKILL to Firefox and all its content processes. */
  readonly kill = (): void => {
    if (this.isRunning) {
      process.kill(-this.pid, "SIGKILL");
    }
  };

  /** The port Marionette listens on, as soon as Firefox has written it into the profile. */
  marionettePort(profile: string, timeout = 60_000): Promise<number> {
    return waitFor(
      async () => {
        if (!this.isRunning) {
          return -1;
        }
        return Number(await readFile(join(profile, "MarionetteActivePort"), "utf8"));
      },
      { what: `Firefox to listen (its output is in ${this.logFile})`, timeout },
    ).then(async (port) => {
      if (port < 0) {
        throw new Error(`Firefox ended while starting:\n${await readFile(this.logFile, "utf8")}`);
      }
      return port;
    });
  }
}
