import type { Dataset } from "../engine/event-record.ts";
import type { Notice, Outcome } from "../engine/outcome.ts";
import type { EventsByProcess } from "../pings/event-tuple.ts";
import { requireArguments } from "./argument-count.ts";
import { reportOutcome } from "./browser-console.ts";
import type { Service } from "./service.ts";

/** Who records when Firefox's own code does. */
const FIREFOX = "firefox";

/** nsITelemetry's event and scalar functions for Firefox code, with its names and meanings, on our engine. */
export type ChromeTelemetry = ReturnType<typeof createChromeTelemetry>;

/**
 * Binds nsITelemetry's functions to a service. Bad registrations throw as nsITelemetry threw, too few arguments as
 * XPConnect did; bad recordings say so in the Browser Console and return.
 */
export function createChromeTelemetry(service: Service) {
  const { engine } = service;
  const from = { source: FIREFOX };
  return requireArguments({
    registerEvents(category: unknown, data: unknown): void {
      settle(engine.registerEvents(category, data, FIREFOX));
    },
    registerBuiltinEvents(category: unknown, data: unknown): void {
      settle(engine.registerBuiltinEvents(category, data, FIREFOX));
    },
    recordEvent(category: unknown, method: unknown, object: unknown, value?: unknown, extra?: unknown): void {
      settle(engine.recordEvent({ category, method, object, value, extra }, from));
    },
    setEventRecordingEnabled(category: unknown, enabled: unknown): void {
      settle(engine.setEventRecordingEnabled(category, enabled, FIREFOX));
    },
    snapshotEvents(dataset: Dataset, clear = false, limit?: number): EventsByProcess {
      return limit === undefined
        ? engine.snapshotEvents(dataset, clear)
        : engine.snapshotEvents(dataset, clear, limit);
    },
    clearEvents(): void {
      engine.clearEvents();
    },
    registerScalars(category: unknown, data: unknown): void {
      settle(engine.registerScalars(category, data, FIREFOX));
    },
    registerBuiltinScalars(category: unknown, data: unknown): void {
      settle(engine.registerBuiltinScalars(category, data, FIREFOX));
    },
    scalarAdd(name: unknown, value: unknown): void {
      settle(engine.scalarAdd(name, value, from));
    },
    scalarSet(name: unknown, value: unknown): void {
      settle(engine.scalarSet(name, value, from));
    },
    scalarSetMaximum(name: unknown, value: unknown): void {
      settle(engine.scalarSetMaximum(name, value, from));
    },
    keyedScalarAdd(name: unknown, key: unknown, value: unknown): void {
      settle(engine.keyedScalarAdd(name, key, value, from));
    },
    keyedScalarSet(name: unknown, key: unknown, value: unknown): void {
      settle(engine.keyedScalarSet(name, key, value, from));
    },
    keyedScalarSetMaximum(name: unknown, key: unknown, value: unknown): void {
      settle(engine.keyedScalarSetMaximum(name, key, value, from));
    },
    getSnapshotForScalars: engine.getSnapshotForScalars.bind(engine),
    getSnapshotForKeyedScalars: engine.getSnapshotForKeyedScalars.bind(engine),
    clearScalars(): void {
      engine.clearScalars();
    },
    /** Resolves when everything recorded before the call is on disk, or the disk has refused it. */
    flush(_reason?: string): Promise<void> {
      return service.flush();
    },
    /** Resolves when what earlier sessions left has been looked at and the queue is on disk. */
    get ready(): Promise<void> {
      return service.ready;
    },
  });
}

function settle(outcome: Outcome<unknown>): void {
  const thrown = reportOutcome(outcome);
  if (thrown !== null) {
    throw asException(thrown);
  }
}

/** A plain Error with Firefox's text, or the bare NS_ERROR_FAILURE where it had none. */
function asException(refusal: Notice): Error {
  return refusal.message === "" ? Components.Exception("", Cr.NS_ERROR_FAILURE) : new Error(refusal.message);
}
