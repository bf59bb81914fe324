import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { type ConsoleMessage, readConsole, startCollecting } from "./browser-console.ts";
import { Page } from "./page.ts";
import { clickToolbarButton, openPopup, type Popup } from "./popup.ts";
import type { ChromeScope, PageScope } from "./remote-scopes.ts";
import type { Json, RemoteFunction } from "./remote-script.ts";
import { Session } from "./session.ts";
import { waitFor } from "./wait-for.ts";

const text = z.object({ value: z.string() });

/** What can be asked of a Firefox that listens to Marionette, whoever started it. */
export class RemoteFirefox {
  protected readonly session: Session;

  protected constructor(session: Session) {
    this.session = session;
  }

  /** Connects to a Firefox that was started with `--marionette --remote-allow-system-access`. */
  static async connect(port: number): Promise<RemoteFirefox> {
    return new RemoteFirefox(await openSession(port));
  }

  /** Installs an unpacked folder or an .xpi from an absolute path and returns its id. */
  async installAddon(path: string, { temporary = true } = {}): Promise<string> {
    return text.parse(await this.session.send("Addon:Install", { path, temporary })).value;
  }

  async uninstallAddon(id: string): Promise<void> {
    await this.session.send("Addon:Uninstall", { id });
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
      ? this.session.chrome<T>(script, ...args)
      : this.session.chrome<Json[], T>(script, ...args);
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
    await this.session.sendIn("content", "WebDriver:Navigate", { url });
    return await this.tab();
  }

  /** The page of the selected tab. */
  async tab(): Promise<Page> {
    const id = await this.chrome(({ gBrowser }) => gBrowser.selectedBrowser.browsingContext.id);
    return this.page(id);
  }

  /** A page by the id of its browsing context: of another tab, another window or a frame. */
  page(browsingContextId: number): Page {
    return new Page(this.session, browsingContextId);
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
    return this.page(contextId);
  }

  /** Opens the add-on's sidebar and waits until its document has loaded. */
  async openSidebar(id: string): Promise<Page> {
    await this.chrome<null>(
      `const widget = args[0].toLowerCase().replace(/[^a-z0-9_-]/g, "_");
       await window.SidebarController.show(widget + "-sidebar-action");
       return null;`,
      id,
    );
    const contextId = await waitFor(
      () =>
        this.chrome<number | null>(
          `const { extension } = WebExtensionPolicy.getByID(args[0]);
           for (const view of extension.views) {
             if (view.viewType !== "sidebar" || !view.xulBrowser) continue;
             // Keys go where a click into the sidebar would have brought them.
             view.xulBrowser.focus();
             return view.xulBrowser.browsingContext.id;
           }
           return null;`,
          id,
        ),
      { what: `the sidebar of ${id}` },
    );
    const page = new Page(this.session, contextId);
    await page.waitFor(({ document }) => document.readyState === "complete", {
      what: "the sidebar to have loaded",
    });
    return page;
  }

  /** Opens the add-on's popup by a click on its real toolbar button. */
  openPopup(addonId: string): Promise<Popup> {
    return openPopup(this.session, addonId);
  }

  /** Clicks the add-on's toolbar button, for add-ons whose button has no popup. */
  clickToolbarButton(addonId: string): Promise<void> {
    return clickToolbarButton(this.session, addonId);
  }

  /** Draws the whole browser window as a PNG; writes it to `path` when one is given. */
  async screenshot(path?: string): Promise<Buffer> {
    const answer = await this.session.sendIn("chrome", "WebDriver:TakeScreenshot", { full: false });
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
    return readConsole(this.session);
  }

  /** Lets go of the connection; Firefox runs on. */
  disconnect(): void {
    this.session.close();
  }
}

/** A session whose Browser Console is kept from the start. */
export async function openSession(port: number): Promise<Session> {
  const session = await Session.open(port);
  await startCollecting(session);
  return session;
}
