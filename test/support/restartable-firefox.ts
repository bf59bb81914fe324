import { afterEach, beforeEach } from "vitest";
import type { Prefs } from "../../scripts/firefox-prefs.mjs";
import { engineReady } from "./add-on.ts";
import { type Capture, startCapture } from "./capture.ts";
import { type Firefox, launchFirefox } from "./firefox.ts";
import { packAddOn } from "./pack-add-on.ts";
import { createProfile } from "./profile.ts";

/** A Firefox that a test starts, ends and starts again on one profile, with a capture server that outlives it. */
export interface RestartableFirefox {
  readonly capture: Capture;
  readonly profile: string;
  /** The one that runs now. */
  readonly firefox: Firefox;
  start(prefs?: Prefs): Promise<Firefox>;
  /** With the add-on installed for good, so that it is there again after a restart. */
  startWithAddOn(prefs?: Prefs): Promise<Firefox>;
  /** Starts again and waits until the add-on's engine is ready. */
  restart(prefs?: Prefs): Promise<Firefox>;
  /** Quits as a user would and keeps the profile. */
  quit(): Promise<void>;
  /** Ends it as a power cut would and keeps the profile. */
  kill(): Promise<void>;
}

/** A fresh profile and capture server for each test of the file or describe; both go after it. */
export function useRestartableFirefox(): () => RestartableFirefox {
  let current: Running | undefined;
  beforeEach(async () => {
    current = new Running(await startCapture(), await createProfile());
  });
  afterEach(async () => {
    await current?.firefox.kill();
    await current?.capture.close();
  });
  return () => {
    if (current === undefined) {
      throw new Error("a Firefox is there only inside tests and hooks");
    }
    return current;
  };
}

class Running implements RestartableFirefox {
  readonly capture: Capture;
  readonly profile: string;
  #firefox: Firefox | undefined;

  constructor(capture: Capture, profile: string) {
    this.capture = capture;
    this.profile = profile;
  }

  get firefox(): Firefox {
    if (this.#firefox === undefined) {
      throw new Error("no Firefox was started");
    }
    return this.#firefox;
  }

  async start(prefs: Prefs = {}): Promise<Firefox> {
    this.#firefox = await launchFirefox({ profile: this.profile, telemetryServer: this.capture.url, prefs });
    return this.#firefox;
  }

  async startWithAddOn(prefs: Prefs = {}): Promise<Firefox> {
    const firefox = await this.start(prefs);
    await firefox.installAddon(await packAddOn(), { temporary: false });
    await engineReady(firefox);
    return firefox;
  }

  async restart(prefs: Prefs = {}): Promise<Firefox> {
    const firefox = await this.start(prefs);
    await engineReady(firefox);
    return firefox;
  }

  async quit(): Promise<void> {
    await this.firefox.quit({ keepProfile: true });
  }

  async kill(): Promise<void> {
    await this.firefox.kill({ keepProfile: true });
  }
}
