import type { EventsByProcess } from "../../src/pings/event-tuple.ts";

/**
 * What a surface can do beyond the plainest: a case names what it needs and is left out where it is missing.
 *
 * - `native`: arguments reach nsITelemetry's own checks. `browser.telemetry` puts its schema before them, which throws first.
 * - `not-json`: can pass `undefined`, `NaN` and lone surrogates as arguments.
 * - `foreign-code`: can pass objects with getters, prototypes, symbol keys, and proxies.
 * - `builtins`: has `registerBuiltinEvents` and `registerBuiltinScalars`.
 * - `processes`: can record in the name of another process (`inProcess`).
 * - `sources`: can call as somebody else (`as`).
 */
export type Capability = "native" | "not-json" | "foreign-code" | "builtins" | "processes" | "sources";

/** How a call ended. `error` is Firefox's text without any prefix; `NS_ERROR_FAILURE` where Firefox had no text. */
export type CallResult = { readonly ok: true } | { readonly ok: false; readonly error: string };

export interface ConsoleMessage {
  readonly level: "error" | "warning";
  readonly text: string;
}

/** A scalar snapshot; keyed ones have one level more. */
export type Scalars = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
export type KeyedScalars = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
>;

/** One surface of the engine as the behavioural suite sees it: nsITelemetry's functions, and what tests need beside them. */
export interface SuiteApi {
  registerEvents(category: unknown, data: unknown): Promise<CallResult>;
  registerBuiltinEvents(category: unknown, data: unknown): Promise<CallResult>;
  /** Positional, so that an argument that is left out stays left out. */
  recordEvent(...args: readonly unknown[]): Promise<CallResult>;
  /** The same for many calls in order, as fast as the surface can; every call must succeed. */
  recordEvents(calls: readonly (readonly unknown[])[]): Promise<void>;
  setEventRecordingEnabled(category: unknown, enabled: unknown): Promise<CallResult>;
  snapshotEvents(dataset: 0 | 1, clear?: boolean, limit?: number): Promise<EventsByProcess>;
  clearEvents(): Promise<void>;

  /** `kind` as nsITelemetry's integer; a surface with names for kinds translates 0, 1, 2. */
  registerScalars(category: unknown, data: unknown): Promise<CallResult>;
  registerBuiltinScalars(category: unknown, data: unknown): Promise<CallResult>;
  scalarAdd(name: unknown, value: unknown): Promise<CallResult>;
  scalarSet(name: unknown, value: unknown): Promise<CallResult>;
  scalarSetMaximum(name: unknown, value: unknown): Promise<CallResult>;
  keyedScalarAdd(name: unknown, key: unknown, value: unknown): Promise<CallResult>;
  keyedScalarSet(name: unknown, key: unknown, value: unknown): Promise<CallResult>;
  keyedScalarSetMaximum(name: unknown, key: unknown, value: unknown): Promise<CallResult>;
  getSnapshotForScalars(store?: string, clear?: boolean, filterTest?: boolean): Promise<Scalars>;
  getSnapshotForKeyedScalars(store?: string, clear?: boolean, filterTest?: boolean): Promise<KeyedScalars>;
  clearScalars(): Promise<void>;

  /** What the engine said in the Browser Console since this was last read, oldest first. */
  consoleMessages(): Promise<readonly ConsoleMessage[]>;
  /** How often the storage limit was announced to observers since this was last read. */
  storageLimitNotifications(): Promise<number>;
  /** Firefox's two recording switches. */
  setRecording(switches: { readonly base: boolean; readonly extended: boolean }): Promise<void>;
  /** The clock that events are stamped with: milliseconds since the parent process started. */
  now(): Promise<number>;

  /** Needs `sources`. */
  as(source: string): SuiteApi;
  /** Needs `processes`. */
  inProcess(process: "parent" | "content" | "extension"): SuiteApi;
}

export interface SuiteCase {
  /** The rules of `coverage.ts` that this case shows. */
  readonly covers: readonly string[];
  /** The rule as a sentence. */
  readonly rule: string;
  readonly needs?: readonly Capability[];
  /**
   * Runs on an engine without pending events, scalar values and unread messages, with both recording switches on. `category` is this
   * run's own: an identifier for events and scalars that nothing else in this engine's life uses; `category` with a suffix is too.
   */
  run(api: SuiteApi, category: string): Promise<void>;
}

/** Brings a long-lived engine to where every case begins. */
export async function prepareCase(api: SuiteApi): Promise<void> {
  // In one go, for a surface on which each wait is a round trip.
  await Promise.all([
    api.setRecording({ base: true, extended: true }),
    api.clearEvents(),
    api.clearScalars(),
    api.consoleMessages(),
    api.storageLimitNotifications(),
  ]);
}
