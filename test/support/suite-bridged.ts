import type { CallResult, SuiteApi } from "../suite/suite-api.ts";
import type { Page } from "./page.ts";
import type { FarAnswer, FarCalls } from "./suite-calls.ts";
import { type Ask, callingHalf, observingHalf } from "./suite-chrome.ts";

/**
 * `browser.telemetry` of ordinary extensions over the bridge, as the behavioural suite sees it: they make the calls, and
 * Firefox code looks at what came of them. The first of `pages` calls unless a case asks for another one by its id.
 */
export function createBridgedSuite(calls: FarCalls, pages: ReadonlyMap<string, Page>): SuiteApi {
  const observe: Ask = (name, ...args) => calls.ask({ page: null, name, args });

  function callFrom(page: Page): SuiteApi {
    const ask: Ask = (name, ...args) =>
      calls.ask({ page, name, args: name === "registerScalars" ? withNamedKinds(args) : args });
    return {
      ...callingHalf(ask, concludeExtension),
      ...observingHalf(observe),
      as: (source) => callFrom(pageOf(source)),
      inProcess: () => {
        throw new Error("an extension's calls are made in the parent process");
      },
    };
  }

  function pageOf(source: string): Page {
    const page = pages.get(source);
    if (page === undefined) throw new Error(`no extension ${source} is installed`);
    return page;
  }

  const [first] = pages.values();
  if (first === undefined) throw new Error("no extension is installed");
  return callFrom(first);
}

/** What the platform made of nsITelemetry's exceptions: a rejection with `String(exception)`. */
function concludeExtension(answer: FarAnswer, name: string): CallResult {
  if ("threw" in answer) return { ok: false, error: `threw at once: ${answer.threw.message}` };
  if (!("rejected" in answer)) {
    return answer.isPromise ? { ok: true } : { ok: false, error: "no promise" };
  }
  const { message } = answer.rejected;
  const bare = message.includes("0x80004005 (NS_ERROR_FAILURE)") && message.includes(`nsITelemetry.${name}`);
  if (bare) return { ok: false, error: "NS_ERROR_FAILURE" };
  return {
    ok: false,
    error: message.startsWith("Error: ") ? message.slice("Error: ".length) : `rejected: ${message}`,
  };
}

const KINDS = ["count", "string", "boolean"];

/** The suite speaks of kinds as nsITelemetry's integers; `browser.telemetry` has names for them. */
function withNamedKinds([category, data, ...rest]: readonly unknown[]): readonly unknown[] {
  const entries = Object.entries(data as Record<string, { kind: number }>).map(([name, entry]) => [
    name,
    { ...entry, kind: KINDS[entry.kind] },
  ]);
  return [category, Object.fromEntries(entries), ...rest];
}
