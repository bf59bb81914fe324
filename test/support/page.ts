import { writeFile } from "node:fs/promises";
import type { PageScope } from "./remote-scopes.ts";
import { type Json, pageScope, type RemoteFunction, readOutcome, wrapScript } from "./remote-script.ts";
import type { Session } from "./session.ts";
import { type WaitOptions, waitFor } from "./wait-for.ts";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Buffer;
}

/** An input event by its name in Firefox's MarionetteCommandsChild; see page-input.ts. */
export type InputEvent = { readonly name: string; readonly details: Json };

/** A document in Firefox, whichever process it lives in: a tab's page, a popup, an add-on's background page. */
export class Page {
  readonly #session: Session;
  readonly #browsingContextId: number;

  constructor(session: Session, browsingContextId: number) {
    this.#session = session;
    this.#browsingContextId = browsingContextId;
  }

  /**
   * Runs a script with the page's own rights and returns its JSON value.
   * @throws RemoteScriptError what the script threw
   */
  run<T>(script: string, ...args: Json[]): Promise<T>;
  run<Args extends Json[], T>(script: RemoteFunction<PageScope, Args, T>, ...args: Args): Promise<T>;
  async run<T>(script: string | RemoteFunction<PageScope, Json[], T>, ...args: Json[]): Promise<T> {
    // Marionette registers its actor for every frame of every browser element; its commands reach tabs only.
    const answer = await this.#session.chrome<string>(
      `const context = BrowsingContext.get(args[0]);
       if (!context?.currentWindowGlobal) throw new Error("the page is gone");
       return await context.currentWindowGlobal.getActor("MarionetteCommands")
         .executeScript(args[1], [args[2]], { async: true, timeout: 60000 });`,
      this.#browsingContextId,
      wrapScript(script, pageScope),
      args,
    );
    return readOutcome<T>(answer);
  }

  /** Runs a script in the page until it gives something truthy, and returns that. */
  waitFor<T>(script: RemoteFunction<PageScope, [], T>, wait: WaitOptions): Promise<NonNullable<T>> {
    return waitFor<T>(() => this.run<[], T>(script), wait);
  }

  /** Sends input events into the page, one after the other, as WebDriver does (Firefox's MarionetteCommandsChild). */
  async dispatch(events: readonly InputEvent[]): Promise<void> {
    await this.#session.chrome<null>(
      `const context = BrowsingContext.get(args[0]);
       if (!context?.currentWindowGlobal) throw new Error("the page is gone");
       const actor = context.currentWindowGlobal.getActor("MarionetteCommands");
       for (const { name, details } of args[1]) await actor.dispatchEvent(name, details);
       return null;`,
      this.#browsingContextId,
      events,
    );
  }

  /**
   * Asks a script in the page for a point, and sends mouse events there at once: nothing may move in between that a
   * person would have seen moving.
   * @returns false where the script found none
   */
  async dispatchAt(script: string, args: readonly Json[], mouse: readonly Json[]): Promise<boolean> {
    return await this.#session.chrome<boolean>(
      `const context = BrowsingContext.get(args[0]);
       if (!context?.currentWindowGlobal) throw new Error("the page is gone");
       const actor = context.currentWindowGlobal.getActor("MarionetteCommands");
       const answer = await actor.executeScript(args[1], [args[2]], { async: true, timeout: 60000 });
       const { value: at, error } = JSON.parse(answer);
       if (error) throw new Error(error.message);
       if (!at) return false;
       for (const eventData of args[3]) {
         await actor.dispatchEvent("synthesizeMouseAtPoint", { x: at.x, y: at.y, eventData });
       }
       return true;`,
      this.#browsingContextId,
      wrapScript(script, pageScope),
      args,
      mouse,
    );
  }

  /** What the page shows, as RGBA bytes. */
  async pixels(): Promise<Pixels> {
    const { width, height, data } = await this.#session.chrome<{
      width: number;
      height: number;
      data: string;
    }>(
      `const page = BrowsingContext.get(args[0]).currentWindowGlobal;
       const bitmap = await page.drawSnapshot(null, window.devicePixelRatio, "white");
       const { width, height } = bitmap;
       const context = new OffscreenCanvas(width, height).getContext("2d");
       context.drawImage(bitmap, 0, 0);
       const bytes = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
       return { width, height, data: bytes.toBase64() };`,
      this.#browsingContextId,
    );
    return { width, height, rgba: Buffer.from(data, "base64") };
  }

  /** Draws what the page shows as a PNG; writes it to `path` when one is given. */
  async screenshot(path?: string): Promise<Buffer> {
    const data = await this.#session.chrome<string>(
      `const page = BrowsingContext.get(args[0]).currentWindowGlobal;
       const bitmap = await page.drawSnapshot(null, window.devicePixelRatio, "white");
       const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
       canvas.width = bitmap.width;
       canvas.height = bitmap.height;
       canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
       return canvas.toDataURL("image/png");`,
      this.#browsingContextId,
    );
    const png = Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
    if (path) {
      await writeFile(path, png);
    }
    return png;
  }
}
