import { z } from "zod";

/** What may travel to a script in Firefox as an argument. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A function that runs inside Firefox: it sees its `scope`, its arguments and that side's globals, and nothing of the
 * file it is written in. What it returns (or resolves to) comes back through JSON.
 */
export type RemoteFunction<Scope, Args extends readonly Json[], T> = (
  scope: Scope,
  ...args: Args
) => T | Promise<T>;

const outcome = z.union([
  z.object({ error: z.object({ name: z.string(), message: z.string(), stack: z.string() }) }),
  z.object({ value: z.unknown().optional() }),
]);

/** What a script threw inside Firefox; `stack` ends with the remote stack. */
export class RemoteScriptError extends Error {
  override readonly name = "RemoteScriptError";
  /** The remote error's own name: `TypeError`, `ExtensionError`, … */
  readonly remoteName: string;

  constructor(remote: { name: string; message: string; stack: string }) {
    super(remote.message);
    this.remoteName = remote.name;
    this.stack = `${this.stack}\n  in Firefox, ${remote.name}: ${remote.message}\n${remote.stack}`;
  }
}

/** JavaScript for the `scope` argument on each side. */
export const chromeScope =
  "{ window, document: window.document, gBrowser: window.gBrowser, Services, ChromeUtils, Components, Cu, Ci, Cc }";
export const pageScope =
  "{ window, document: window.document, browser: typeof browser === 'undefined' ? undefined : browser }";

/**
 * Wraps a function, or the text of a function's body (which sees `scope` and the array `args`), as the body of an
 * asynchronous WebDriver script: `arguments[0]` is the array of arguments, the last one the callback.
 */
export function wrapScript(script: string | ((...args: never[]) => unknown), scope: string): string {
  const source = typeof script === "string" ? `async (scope, ...args) => {\n${script}\n}` : script.toString();
  // esbuild with keepNames (tsx has it on) leaves calls of its helper __name in the function's text.
  return `
    const __name = (named) => named;
    const done = arguments[arguments.length - 1];
    Promise.resolve()
      .then(() => (${source})(${scope}, ...arguments[0]))
      .then(
        (value) => done(JSON.stringify({ value })),
        (error) => done(JSON.stringify({ error: {
          name: String(error?.name ?? typeof error),
          message: String(error?.message ?? error),
          stack: String(error?.stack ?? ""),
        } })),
      );`;
}

/** Gives the value out of a wrapped script's answer, or throws what the script threw. */
export function readOutcome<T>(answer: unknown): T {
  const result = outcome.parse(JSON.parse(z.string().parse(answer)));
  if ("error" in result) {
    throw new RemoteScriptError(result.error);
  }
  return result.value as T;
}
