import type { CallResult, ConsoleMessage, SuiteApi } from "../suite/suite-api.ts";
import type { FarAnswer, FarCalls } from "./suite-calls.ts";

/** Calls one function of a surface by its name. */
export type Ask = (name: string, ...args: readonly unknown[]) => Promise<FarAnswer>;
/** How a surface's answer reads as the suite's result. */
export type Conclude = (answer: FarAnswer, name: string) => CallResult;

/** `EventTelemetry.sys.mjs` in a real Firefox, as the behavioural suite sees it. */
export function createChromeSuite(calls: FarCalls): SuiteApi {
  const ask: Ask = (name, ...args) => calls.ask({ page: null, name, args });
  return {
    ...callingHalf(ask, concludeNative),
    ...observingHalf(ask),
    as: () => {
      throw new Error("Firefox code has one name");
    },
    inProcess: () => {
      throw new Error("EventTelemetry records in the parent process");
    },
  };
}

/** nsITelemetry threw a plain Error with its text, or a bare NS_ERROR_FAILURE; anything else is told in full. */
function concludeNative(answer: FarAnswer): CallResult {
  if ("value" in answer || "isPromise" in answer) return { ok: true };
  const { name, message } = "threw" in answer ? answer.threw : answer.rejected;
  const plain = "threw" in answer && name === "Error";
  const bare = "threw" in answer && name === "NS_ERROR_FAILURE";
  return { ok: false, error: plain ? message : bare ? name : `${name}: ${message}` };
}

/** The functions whose calls are under test. */
export function callingHalf(ask: Ask, conclude: Conclude) {
  const call =
    (name: string) =>
    async (...args: readonly unknown[]): Promise<CallResult> =>
      conclude(await ask(name, ...args), name);
  return {
    registerEvents: call("registerEvents"),
    registerBuiltinEvents: call("registerBuiltinEvents"),
    recordEvent: call("recordEvent"),
    async recordEvents(calls) {
      const record = call("recordEvent");
      for (const result of await Promise.all(calls.map((args) => record(...args)))) {
        if (!result.ok) throw new Error(`recordEvent failed: ${result.error}`);
      }
    },
    setEventRecordingEnabled: call("setEventRecordingEnabled"),
    registerScalars: call("registerScalars"),
    registerBuiltinScalars: call("registerBuiltinScalars"),
    scalarAdd: call("scalarAdd"),
    scalarSet: call("scalarSet"),
    scalarSetMaximum: call("scalarSetMaximum"),
    keyedScalarAdd: call("keyedScalarAdd"),
    keyedScalarSet: call("keyedScalarSet"),
    keyedScalarSetMaximum: call("keyedScalarSetMaximum"),
  } satisfies Partial<SuiteApi>;
}

/** What only Firefox code can see or do: snapshots, clearing, the Browser Console, the recording switches. */
export function observingHalf(ask: Ask) {
  async function askFor<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    const answer = await ask(name, ...args);
    if ("isPromise" in answer) return answer.value as T;
    throw new Error(`${name} failed: ${JSON.stringify(answer)}`);
  }
  return {
    snapshotEvents: (...args) => askFor("snapshotEvents", ...args),
    clearEvents: () => askFor("clearEvents"),
    getSnapshotForScalars: (...args) => askFor("getSnapshotForScalars", ...args),
    getSnapshotForKeyedScalars: (...args) => askFor("getSnapshotForKeyedScalars", ...args),
    clearScalars: () => askFor("clearScalars"),
    consoleMessages: () => askFor<readonly ConsoleMessage[]>("consoleMessages"),
    storageLimitNotifications: () => askFor("storageLimitNotifications"),
    setRecording: (switches) => askFor("setRecording", switches),
    now: () => askFor("now"),
  } satisfies Partial<SuiteApi>;
}
