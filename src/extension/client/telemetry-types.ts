export type ScalarKind = "count" | "string" | "boolean";

export interface ScalarData {
  kind: ScalarKind;
  keyed?: boolean | undefined;
  record_on_release?: boolean | undefined;
  expired?: boolean | undefined;
}

export interface EventData {
  methods: string[];
  objects: string[];
  extra_keys: string[];
  record_on_release?: boolean | undefined;
  expired?: boolean | undefined;
}

export interface PingOptions {
  addClientId?: boolean | undefined;
  addEnvironment?: boolean | undefined;
  overrideEnvironment?: Record<string, unknown> | undefined;
  usePingSender?: boolean | undefined;
}

export type ScalarValue = string | boolean | number | Record<string, unknown>;

/**
 * The functions of Firefox's `browser.telemetry`. Each throws at once when its arguments have the wrong types, with
 * Firefox's own text; each promise rejects with the text Firefox rejected with, or when the add-on cannot be reached.
 */
export interface TelemetryClient {
  readonly ScalarType: { readonly COUNT: "count"; readonly STRING: "string"; readonly BOOLEAN: "boolean" };
  submitPing(type: string, message: Record<string, unknown>, options: PingOptions): Promise<void>;
  canUpload(): Promise<boolean>;
  scalarAdd(name: string, value: number): Promise<void>;
  scalarSet(name: string, value: ScalarValue): Promise<void>;
  scalarSetMaximum(name: string, value: number): Promise<void>;
  keyedScalarAdd(name: string, key: string, value: number): Promise<void>;
  keyedScalarSet(name: string, key: string, value: ScalarValue): Promise<void>;
  keyedScalarSetMaximum(name: string, key: string, value: number): Promise<void>;
  recordEvent(
    category: string,
    method: string,
    object: string,
    value?: string | null,
    extra?: Record<string, string> | null,
  ): Promise<void>;
  /** An extra without a value. */
  recordEvent(category: string, method: string, object: string, extra: Record<string, string>): Promise<void>;
  registerScalars(category: string, data: Record<string, ScalarData>): Promise<void>;
  registerEvents(category: string, data: Record<string, EventData>): Promise<void>;
  setEventRecordingEnabled(category: string, enabled: boolean): Promise<void>;
}

/** The part of `browser.runtime` that the client needs. */
export interface MessagingRuntime {
  sendMessage(extensionId: string, message: unknown): Promise<unknown>;
}

export interface ConnectOptions {
  /** The add-on to talk to; `event-telemetry@mozilla.org` unless given. */
  readonly addonId?: string;
  /** How long a call waits for an add-on that is not there, in milliseconds; 30,000 unless given. */
  readonly timeoutMs?: number;
  /** `browser.runtime` unless given. */
  readonly runtime?: MessagingRuntime;
}
