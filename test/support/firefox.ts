import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FirefoxProcess } from "./firefox-process.ts";
import { createProfile, type ProfileOptions, writePrefs } from "./profile.ts";
import { openSession, RemoteFirefox } from "./remote-firefox.ts";
import type { Session } from "./session.ts";

export interface LaunchOptions extends ProfileOptions {
  /** A kept profile to start on again; a fresh one is made when left out. Either is removed at the end, unless kept. */
  readonly profile?: string;
  /** False shows the windows. */
  readonly headless?: boolean;
}

/** A real Firefox of the tests' own, under remote control. Start one with `launchFirefox`, end it with `quit` or `kill`. */
export class Firefox extends RemoteFirefox {
  readonly profile: string;
  readonly #process: FirefoxProcess;

  constructor(process: FirefoxProcess, session: Session, profile: string) {
    super(session);
    this.#process = process;
    this.profile = profile;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** All that Firefox wrote to its standard output and error, of all its starts on this profile. */
  log(): Promise<string> {
    return readFile(this.#process.logFile, "utf8");
  }

  /** Saves what helps after a failure into `folder`: the window as a PNG, the console, Firefox's own output. */
  async saveReport(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "firefox.log"), await this.log());
    const lines = (await this.console()).map(({ level, text, source }) => `${level}\t${text}\t${source}\n`);
    await writeFile(join(folder, "console.txt"), lines.join(""));
    await this.screenshot(join(folder, "window.png"));
  }

  /**
   * Quits as a user would and waits until Firefox is gone, so that it has written and sent its last pings.
   * @returns the exit code
   */
  async quit({ keepProfile = false } = {}): Promise<number | null> {
    if (this.#process.isRunning) {
      await this.session.send("Marionette:Quit", { flags: ["eAttemptQuit"] });
    }
    this.session.close();
    const code = await this.#process.exited;
    await this.#removeProfile(keepProfile);
    return code;
  }

  /** Ends Firefox and all its processes at once, as a power cut would, and waits until they are gone. */
  async kill({ keepProfile = false } = {}): Promise<void> {
    this.#process.kill();
    this.session.close();
    await this.#process.exited;
    await this.#removeProfile(keepProfile);
  }

  async #removeProfile(keep: boolean): Promise<void> {
    if (!keep) {
      // Content processes may still be closing files in it.
      await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  }
}

/** Starts a Firefox on a fresh profile (or the given one) and connects to it. */
export async function launchFirefox(options: LaunchOptions = {}): Promise<Firefox> {
  const profile = options.profile ?? (await createProfile());
  await rm(join(profile, "MarionetteActivePort"), { force: true });
  await writePrefs(profile, options);
  const process = new FirefoxProcess(profile, options.headless ?? true);
  try {
    const session = await openSession(await process.marionettePort(profile));
    return new Firefox(process, session, profile);
  } catch (error) {
    process.kill();
    throw error;
  }
}
