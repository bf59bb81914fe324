import { z } from "zod";
import { IMPORT } from "./add-on.ts";
import type { Firefox } from "./firefox.ts";
import type { Page } from "./page.ts";
import type { Json } from "./remote-script.ts";
import { decodeWire, encodeWire } from "./suite-wire.ts";

/** One call of a function by name: of `browser.telemetry` in a page, or of `EventTelemetry` and its surroundings. */
export interface FarCall {
  /** The page that calls, or null for Firefox's own code. */
  readonly page: Page | null;
  readonly name: string;
  readonly args: readonly unknown[];
}

const thrown = z.object({ name: z.string(), message: z.string(), isError: z.boolean() });

const farAnswer = z.union([
  z.object({ threw: thrown }),
  z.object({ rejected: thrown }),
  z.object({ value: z.unknown().optional(), isPromise: z.boolean() }),
]);

/** How a call ended: it threw at once, or its promise was rejected, or it gave a value. */
export type FarAnswer = z.infer<typeof farAnswer>;

/**
 * Makes calls in Firefox in the order in which they are asked for. Calls asked for in one go, without waiting between
 * them, share a round trip.
 */
export class FarCalls {
  readonly #firefox: Firefox;
  #waiting: { call: FarCall; resolve: (answer: FarAnswer) => void; reject: (error: unknown) => void }[] = [];

  constructor(firefox: Firefox) {
    this.#firefox = firefox;
  }

  ask(call: FarCall): Promise<FarAnswer> {
    if (this.#waiting.length === 0) queueMicrotask(() => void this.#flush());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, resolve, reject });
    });
  }

  async #flush(): Promise<void> {
    const asked = this.#waiting;
    this.#waiting = [];
    while (asked.length > 0) {
      const page = asked[0]?.call.page ?? null;
      const others = asked.findIndex(({ call }) => call.page !== page);
      const group = asked.splice(0, others === -1 ? asked.length : others);
      try {
        const answers = await this.#run(
          page,
          group.map(({ call }) => call),
        );
        for (const [at, answer] of answers.entries()) group[at]?.resolve(answer);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
  }

  async #run(page: Page | null, calls: readonly FarCall[]): Promise<readonly FarAnswer[]> {
    const wired = calls.map(({ name, args }) => ({ name, args: args.map(encodeWire) })) as Json[];
    const answers = await (page === null
      ? this.#firefox.chrome<unknown>(CHROME_CALLS, wired)
      : page.run<unknown>(PAGE_CALLS, wired));
    return z.array(farAnswer).length(calls.length).parse(answers);
  }
}

/** Everything is called first and awaited then, as a page does that does not wait for its events. */
const CALL_ALL = `
  const decode = ${decodeWire.toString()};
  const describe = (error) => ({ name: error.name, message: error.message, isError: error instanceof window.Error });
  async function callAll(surface, calls) {
    const started = calls.map(({ name, args }) => {
      try {
        return { result: surface[name](...args.map(decode)) };
      } catch (error) {
        return { threw: describe(error) };
      }
    });
    return await Promise.all(started.map(async ({ result, threw }) => {
      if (threw) return { threw };
      try {
        return { value: await result, isPromise: result instanceof window.Promise };
      } catch (error) {
        return { rejected: describe(error) };
      }
    }));
  }`;

const PAGE_CALLS = `${CALL_ALL}
  return await callAll(browser.telemetry, args[0]);`;

/**
 * What tests need beside EventTelemetry's functions. The engine's messages are known by having no file: they are said on
 * behalf of a caller. Firefox's console service keeps the newest 250 of all its messages.
 */
const CHROME_CALLS = `${CALL_ALL}
  ${IMPORT}
  const surroundings = {
    consoleMessages() {
      const messages = Services.console.getMessageArray().filter((entry) =>
        entry instanceof Ci.nsIScriptError && entry.category === "chrome javascript" &&
        entry.sourceName === "" && entry.lineNumber === 0);
      Services.console.reset();
      return messages.map(({ flags, errorMessage }) =>
        ({ level: flags & Ci.nsIScriptError.warningFlag ? "warning" : "error", text: errorMessage }));
    },
    storageLimitNotifications() {
      const system = Cu.getGlobalForObject(Services);
      if (!system.suiteStorageLimits) {
        const sandbox = new Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal());
        Object.assign(sandbox, { Services });
        Cu.evalInSandbox(\`
          var count = 0;
          Services.obs.addObserver(() => { count++; }, "event-telemetry-storage-limit-reached");\`, sandbox);
        system.suiteStorageLimits = sandbox;
      }
      const { count } = system.suiteStorageLimits;
      system.suiteStorageLimits.count = 0;
      return count;
    },
    setRecording({ base, extended }) {
      Services.telemetry.canRecordBase = base;
      Services.telemetry.canRecordExtended = extended;
      if (Services.telemetry.canRecordBase !== base || Services.telemetry.canRecordExtended !== extended) {
        throw new Error("Firefox did not take the recording switches");
      }
    },
    now: () => Services.telemetry.msSinceProcessStart(),
  };
  const surface = new Proxy(surroundings, { get: (own, name) => own[name] ?? EventTelemetry[name] });
  return await callAll(surface, args[0]);`;
