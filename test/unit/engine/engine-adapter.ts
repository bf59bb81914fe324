import { createEngine, type Engine } from "../../../src/engine/engine.ts";
import type { Notice, Outcome } from "../../../src/engine/outcome.ts";
import type { CallResult, ConsoleMessage, SuiteApi } from "../../suite/suite-api.ts";

type From = { source: string; process?: "parent" | "content" | "extension" };

/** The engine in Node as the behavioural suite sees it; one long-lived engine, as in a Firefox. */
export function createEngineSuiteApi(): SuiteApi {
  const state = { base: true, extended: true, now: 1000.25, notifications: 0, said: [] as ConsoleMessage[] };
  const engine = createEngine({
    clock: () => {
      state.now += 0.5;
      return state.now;
    },
    canRecordBase: () => state.base,
    canRecordExtended: () => state.extended,
    onStorageLimit: () => {
      state.notifications++;
    },
  });

  function say({ surface, message }: Notice): void {
    if (surface === "error" || surface === "warning") state.said.push({ level: surface, text: message });
  }

  function settle(outcome: Outcome<unknown>): CallResult {
    outcome.notices.forEach(say);
    if (outcome.ok) return { ok: true };
    say(outcome.refusal);
    if (outcome.refusal.surface !== "throw") return { ok: true };
    return { ok: false, error: outcome.refusal.message || "NS_ERROR_FAILURE" };
  }

  function record(from: From, [category, method, object, value, extra]: readonly unknown[]): CallResult {
    return settle(engine.recordEvent({ category, method, object, value, extra }, from));
  }

  function actAs(from: From): SuiteApi {
    return {
      registerEvents: async (category, data) => settle(engine.registerEvents(category, data, from.source)),
      registerBuiltinEvents: async (category, data) =>
        settle(engine.registerBuiltinEvents(category, data, from.source)),
      recordEvent: async (...args) => record(from, args),
      recordEvents: async (calls) => {
        for (const args of calls) {
          if (!record(from, args).ok) throw new Error(`recordEvent failed for ${JSON.stringify(args)}`);
        }
      },
      setEventRecordingEnabled: async (category, enabled) =>
        settle(engine.setEventRecordingEnabled(category, enabled, from.source)),
      snapshotEvents: async (...args) => engine.snapshotEvents(...args),
      clearEvents: async () => engine.clearEvents(),
      ...scalarFunctions(engine, settle, from),
      consoleMessages: async () => state.said.splice(0),
      storageLimitNotifications: async () => {
        const count = state.notifications;
        state.notifications = 0;
        return count;
      },
      setRecording: async (switches) => {
        Object.assign(state, switches);
      },
      now: async () => state.now,
      as: (source) => actAs({ ...from, source }),
      inProcess: (process) => actAs({ ...from, process }),
    };
  }

  return actAs({ source: "suite@example.org" });
}

function scalarFunctions(engine: Engine, settle: (outcome: Outcome<unknown>) => CallResult, from: From) {
  return {
    registerScalars: async (category, data) => settle(engine.registerScalars(category, data, from.source)),
    registerBuiltinScalars: async (category, data) =>
      settle(engine.registerBuiltinScalars(category, data, from.source)),
    scalarAdd: async (name, value) => settle(engine.scalarAdd(name, value, from)),
    scalarSet: async (name, value) => settle(engine.scalarSet(name, value, from)),
    scalarSetMaximum: async (name, value) => settle(engine.scalarSetMaximum(name, value, from)),
    keyedScalarAdd: async (name, key, value) => settle(engine.keyedScalarAdd(name, key, value, from)),
    keyedScalarSet: async (name, key, value) => settle(engine.keyedScalarSet(name, key, value, from)),
    keyedScalarSetMaximum: async (name, key, value) =>
      settle(engine.keyedScalarSetMaximum(name, key, value, from)),
    getSnapshotForScalars: async (...args) => engine.getSnapshotForScalars(...args),
    getSnapshotForKeyedScalars: async (...args) => engine.getSnapshotForKeyedScalars(...args),
    clearScalars: async () => engine.clearScalars(),
  } satisfies Partial<SuiteApi>;
}
