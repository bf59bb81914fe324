import type { EventsByProcess } from "../pings/event-tuple.ts";

/** The part of an assembled ping that the carriers look at and write to; Firefox owns the rest. */
export interface AssembledPing {
  readonly id: string;
  readonly type: string;
  readonly creationDate: string;
  clientId?: string;
  payload: {
    reason?: string;
    info?: { reason: string; sessionId: string; subsessionId: string };
    processes?: Record<string, ProcessSection>;
    [field: string]: unknown;
  };
}

export interface ProcessSection {
  scalars?: Record<string, unknown>;
  keyedScalars?: Record<string, Record<string, unknown>>;
  events?: EventsByProcess[string];
}

export interface SubmitOptions {
  addClientId?: boolean;
  addEnvironment?: boolean;
  overrideEnvironment?: object;
  usePingSender?: boolean;
}

export interface TelemetryController {
  submitExternalPing(type: string, payload: object, options?: SubmitOptions): Promise<string>;
  promiseInitialized(): Promise<void>;
  /** The main ping as Firefox would assemble it now; null while telemetry is off. */
  getCurrentPingData(subsession: boolean): AssembledPing | null;
  ensureInitialized(): Promise<void>;
}

export interface TelemetrySession {
  getMetadata(reason: string): {
    readonly sessionId: string | null;
    readonly subsessionId: string | null;
  };
  getPayload(reason: string, clearSubsession?: boolean): AssembledPing["payload"];
  sendDailyPing(): Promise<string>;
}

export interface TelemetryArchive {
  promiseArchivePing(ping: AssembledPing): Promise<void>;
  promiseArchivedPingList(): Promise<{ id: string; type: string; timestampCreated: number }[]>;
  promiseArchivedPingById(id: string): Promise<AssembledPing>;
}

export interface TelemetrySend {
  submitPing(ping: AssembledPing, options?: { usePingSender?: boolean }): Promise<void>;
  sendingEnabled(ping?: AssembledPing): boolean;
  notifyCanUpload(): Promise<void>;
}

/** What is behind `TelemetrySend`: exported too, and alone in knowing the pings that are in memory, on their way out. */
export interface TelemetrySendImpl {
  getUnpersistedPings?(): readonly AssembledPing[];
}

export interface TelemetryStorage {
  readonly pingDirectoryPath: string;
  /** Writes a ping where pending ones are; Firefox's sender does not know of it before the next start. */
  savePing(ping: AssembledPing, overwrite: boolean): Promise<string>;
  /** Writes a ping and tells the sender. */
  savePendingPing(ping: AssembledPing): Promise<void>;
  saveAbortedSessionPing(ping: AssembledPing): Promise<void>;
  getPendingPingList(): { id: string; lastModified: number }[];
}

export interface TelemetryReportingPolicy {
  /** Whether the user has been told of the data policy; until then pings wait. */
  canUpload(): boolean;
}

/** One lazily imported Firefox module: the import happens at the first use, never at our own load. */
function lazyModule<T>(url: string, name: string): () => T {
  let loaded: T | undefined;
  return () => {
    loaded ??= (ChromeUtils.importESModule(url) as Record<string, T>)[name] as T;
    return loaded;
  };
}

const GRE = "resource://gre/modules";
export const telemetryController = lazyModule<TelemetryController>(
  `${GRE}/TelemetryController.sys.mjs`,
  "TelemetryController",
);
export const telemetrySession = lazyModule<TelemetrySession>(
  `${GRE}/TelemetrySession.sys.mjs`,
  "TelemetrySession",
);
export const telemetryArchive = lazyModule<TelemetryArchive>(
  `${GRE}/TelemetryArchive.sys.mjs`,
  "TelemetryArchive",
);
export const telemetrySend = lazyModule<TelemetrySend>(`${GRE}/TelemetrySend.sys.mjs`, "TelemetrySend");
export const telemetrySendImpl = lazyModule<TelemetrySendImpl | undefined>(
  `${GRE}/TelemetrySend.sys.mjs`,
  "TelemetrySendImpl",
);
export const telemetryStorage = lazyModule<TelemetryStorage>(
  `${GRE}/TelemetryStorage.sys.mjs`,
  "TelemetryStorage",
);
export const telemetryReportingPolicy = lazyModule<TelemetryReportingPolicy>(
  `${GRE}/TelemetryReportingPolicy.sys.mjs`,
  "TelemetryReportingPolicy",
);
