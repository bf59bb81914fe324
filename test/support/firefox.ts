import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type ConsoleMessage, readConsole, startCollecting } from "./browser-console.ts";
import { FirefoxProcess } from "./firefox-process.ts";
import { Page } from "./page.ts";
import { clickToolbarButton, openPopup, type Popup } from "./popup.ts";
import { createProfile, type ProfileOptions, writePrefs } from "./profile.ts";
import type { ChromeScope, PageScope } from "./remote-scopes.ts";
import type { Json, RemoteFunction } from "./remote-script.ts";
import { Session } from "./session.ts";

export interface LaunchOptions extends ProfileOptions {
  /** A kept profile to start on again; a fresh one is made when left out. Either is removed at the end, unless kept. */
  readonly profile?: string;
  /** False shows the windows. */
  readonly headless?: boolean;
}

const text = z.object({ value: z.string() });

/** A real Firefox under remote control. Start one with `launchFirefox`, end it with `quit` or `kill`. */
export class Firefox {
  readonly profile: string;
  readonly #process: FirefoxProcess;
  readonly #session: Session;

  constructor(process: FirefoxProcess, session: Session, profile: string) {
    this.#process = process;
    this.#session = session;
    this.profile = profile;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Installs an unpacked folder or an .xpi from an absolute path and returns its id. */
  async installAddon(path: string, { temporary = true } = {}): Promise<string> {
    return text.parse(await this.#session.send("Addon:Install", { path, temporary })).value;
  }

  async uninstallAddon(id: string): Promise<void> {
    await this.#session.send("Addon:Uninstall", { id });
  }

  /** `moz-extension://<uuid>/<path>` of an installed add-on. */
  extensionUrl(id: string, path = ""): Promise<string> {
    return this.chrome<string>("return WebExtensionPolicy.getByID(args[0]).getURL(args[1]);", id, path);
  }

  /**
   * Runs a privileged script in the browser window: a function of a `ChromeScope`, or the text of a function body
   * that sees `scope`, `args` and the window's globals. Arguments and result travel as JSON.
   * @throws RemoteScriptError what the script threw, with the remote stack
   */
  chrome<T>(script: string, ...args: Json[]): Promise<T>;
  chrome<Args extends Json[], T>(script: RemoteFunction<ChromeScope, Args, T>, ...args: Args): Promise<T>;
  chrome<T>(script: string | RemoteFunction<ChromeScope, Json[], T>, ...args: Json[]): Promise<T> {
    return typeof script === "string"
      ? this.#session.chrome<T>(script, ...args)
      : this.#session.chrome<Json[], T>(script, ...args);
  }

  /** Runs a script in the selected tab, with the page's own rights. */
  content<T>(script: string, ...args: Json[]): Promise<T>;
  content<Args extends Json[], T>(script: RemoteFunction<PageScope, Args, T>, ...args: Args): Promise<T>;
  async content<T>(script: string | RemoteFunction<PageScope, Json[], T>, ...args: Json[]): Promise<T> {
    const page = await this.tab();
    return typeof script === "string"
      ? await page.run<T>(script, ...args)
      : await page.run<Json[], T>(script, ...args);
  }

  /** Loads an address in the current tab and waits until it has loaded. */
  async navigate(url: string): Promise<Page> {
    await this.#session.sendIn("content", "WebDriver:Navigate", { url });
    return await this.tab();
  }

  /** The page of the selected tab. */
  async tab(): Promise<Page> {
    const id = await this.chrome(({ gBrowser }) => gBrowser.selectedBrowser.browsingContext.id);
    return new Page(this.#session, id);
  }

  /** An add-on's background page, woken up first if it is an event page that sleeps. */
  async backgroundPage(id: string): Promise<Page> {
    const contextId = await this.chrome<number>(
      `const { extension } = WebExtensionPolicy.getByID(args[0]);
       await extension.wakeupBackground?.();
       for (const view of extension.views) {
         if (view.viewType === "background") return view.xulBrowser.browsingContext.id;
       }
       throw new Error(args[0] + " has no background page");`,
      id,
    );
    return new Page(this.#session, contextId);
  }

  /** Opens the add-on's popup by a click on its real toolbar button. */
  openPopup(addonId: string): Promise<Popup> {
    return openPopup(this.#session, addonId);
  }

  /** Clicks the add-on's toolbar button, for add-ons whose button has no popup. */
  clickToolbarButton(addonId: string): Promise<void> {
    return clickToolbarButton(this.#session, addonId);
  }

  /** Draws the whole browser window as a PNG; writes it to `path` when one is given. */
  async screenshot(path?: string): Promise<Buffer> {
    const answer = await this.#session.sendIn("chrome", "WebDriver:TakeScreenshot", { full: false });
    const png = Buffer.from(text.parse(answer).value, "base64");
    if (path) {
      await writeFile(path, png);
    }
    return png;
  }

  /**
   * What the Browser Console showed since the start, oldest first: script errors and warnings of every process, and
   * `console.*` of the parent process. What pages log with `console.*` is in the log only.
   */
  console(): Promise<ConsoleMessage[]> {
    return readConsole(this.#session);
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
      await this.#session.send("Marionette:Quit", { flags: ["eAttemptQuit"] });
    }
    this.#session.close();
    const code = await this.#process.exited;
    await this.#removeProfile(keepProfile);
    return code;
  }

  /** Ends Firefox and all its processes at once, as a power cut would, and waits until they are gone. */
  async kill({ keepProfile = false } = {}): Promise<void> {
    this.#process.kill();
    this.#session.close();
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
    const session = await Session.open(await process.marionettePort(profile));
    await startCollecting(session);
    return new Firefox(process, session, profile);
  } catch (error) {
    process.kill();
    throw error;
  }
}
