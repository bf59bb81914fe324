import { z } from "zod";
import { Marionette } from "./marionette.ts";
import type { ChromeScope } from "./remote-scopes.ts";
import { chromeScope, type Json, type RemoteFunction, readOutcome, wrapScript } from "./remote-script.ts";

const value = z.object({ value: z.unknown() });

/** Milliseconds a script in Firefox may take. */
const SCRIPT_TIMEOUT = 60_000;

/** One WebDriver session over Marionette: the commands the tests use, in both contexts. */
export class Session {
  readonly #marionette: Marionette;
  /** Commands act on the context set last, so a pair of them must not be torn apart by another caller's. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(marionette: Marionette) {
    this.#marionette = marionette;
  }

  /** Opens the session; Firefox takes one at a time. */
  static async open(port: number): Promise<Session> {
    const marionette = await Marionette.connect(port);
    await marionette.send("WebDriver:NewSession", {
      pageLoadStrategy: "normal",
      timeouts: { script: SCRIPT_TIMEOUT, pageLoad: SCRIPT_TIMEOUT, implicit: 0 },
    });
    return new Session(marionette);
  }

  /** A command that means the same in both contexts. */
  send(command: string, parameters: object = {}): Promise<unknown> {
    return this.#inTurn(() => this.#marionette.send(command, parameters));
  }

  /** A command in the `chrome` (the browser's own window) or `content` (the selected tab) context. */
  sendIn(context: "chrome" | "content", command: string, parameters: object = {}): Promise<unknown> {
    return this.#inTurn(async () => {
      await this.#marionette.send("Marionette:SetContext", { value: context });
      return await this.#marionette.send(command, parameters);
    });
  }

  /**
   * Runs a privileged script in the browser window and returns its JSON value. A text is a function body that sees
   * `scope` and `args`.
   * @throws RemoteScriptError what the script threw, with the remote stack
   */
  chrome<T>(script: string, ...args: Json[]): Promise<T>;
  chrome<Args extends Json[], T>(script: RemoteFunction<ChromeScope, Args, T>, ...args: Args): Promise<T>;
  async chrome<T>(script: string | RemoteFunction<ChromeScope, Json[], T>, ...args: Json[]): Promise<T> {
    const answer = await this.sendIn("chrome", "WebDriver:ExecuteAsyncScript", {
      script: wrapScript(script, chromeScope),
      args: [args],
      newSandbox: true,
    });
    return readOutcome<T>(value.parse(answer).value);
  }

  close(): void {
    this.#marionette.close();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
