/** Types of this add-on's own debug API, as extension pages see it (experiment-apis/telemetry-inspector/schema.json). */
import browser from "webextension-polyfill";
import type { Extra } from "../pings/event-tuple.ts";

/**
 * Where an event is on its way out: `pending` with us; `carried` by a ping that Firefox holds or is about to; `sent`;
 * `rejected` (the server said 4xx and Firefox dropped the ping); `archived` (this Firefox does not upload);
 * `refused` by the engine; `cleared` by a clearing call or a withdrawn consent; `lost` over the bounds; `firefox` for its own events.
 */
export type EventState =
  | "pending"
  | "carried"
  | "sent"
  | "rejected"
  | "archived"
  | "refused"
  | "cleared"
  | "lost"
  | "firefox";

/** Why an event was refused, or what was changed about it. */
export interface Notice {
  readonly code: string;
  readonly surface: "throw" | "error" | "warning" | "silent";
  /** Firefox's own text; may be empty. */
  readonly message: string;
  /** What is at fault: `category`, `value`, `extra.key`, … */
  readonly field: string;
  readonly limit: number | null;
  /** How much was used, in the unit of the limit, where the call told it. */
  readonly used?: number;
  readonly got: string;
}

/** One event or refused call. */
export interface HistoryEntry {
  /** Place in the list. */
  readonly id: number;
  /** Grows with every change of any entry. */
  readonly rev: number;
  readonly state: EventState;
  readonly pingId: string | null;
  /** Milliseconds since Firefox started, with fractions. */
  readonly timestamp: number;
  /** Milliseconds since 1970. */
  readonly wallTime: number;
  /** The function called; anything but `recordEvent` is here because it was refused. */
  readonly call: string;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string | null;
  readonly extra: Extra | null;
  /** The extra of a refused call, as bounded text. */
  readonly extraText: string | null;
  readonly process: string;
  /** An add-on id, a page origin, or `firefox`. */
  readonly source: string;
  readonly notices: readonly Notice[];
}

export interface HistoryChanges {
  /** Names the list that the ids and revs are of: another build of the engine begins another. */
  readonly list: string;
  readonly entries: readonly HistoryEntry[];
  readonly rev: number;
  readonly more: boolean;
  /** Entries with a smaller id have fallen off. */
  readonly oldestId: number;
  readonly newestId: number;
}

export interface Totals {
  readonly pending: number;
  readonly refused: number;
  /** Refusals that nobody has looked at yet. */
  readonly unseen: number;
  /** The newest entry that somebody has looked at. */
  readonly seenId: number;
  readonly lost: number;
}

export interface CategoryInfo {
  readonly category: string;
  readonly enabled: boolean;
  readonly builtin: boolean;
  readonly source: string;
  readonly sources: readonly string[];
}

export interface EventDefinitionInfo {
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly name: string;
  readonly extraKeys: readonly string[];
  /** 0: recorded on all channels; 1: on pre-release channels only. */
  readonly dataset: 0 | 1;
  readonly expired: boolean;
  readonly builtin: boolean;
  readonly source: string;
  readonly recorded: number;
  readonly refused: number;
}

export interface RegistryReport {
  readonly categories: readonly CategoryInfo[];
  readonly definitions: readonly EventDefinitionInfo[];
}

export type ScalarValue = number | string | boolean;

export interface ScalarDefinitionInfo {
  readonly name: string;
  readonly kind: number;
  readonly keyed: boolean;
  readonly dataset: 0 | 1;
  readonly expired: boolean;
  readonly stores: readonly string[];
  readonly builtin: boolean;
  readonly source: string;
}

export interface CountsReport {
  /** By process and name. */
  readonly scalars: Readonly<Record<string, Readonly<Record<string, ScalarValue>>>>;
  /** By process, name and key. */
  readonly keyedScalars: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, ScalarValue>>>>>
  >;
  readonly definitions: readonly ScalarDefinitionInfo[];
}

export type CarrierMode = "main" | "event";

/** The limits of an event's parts: UTF-8 bytes, and keys of one extra. */
export interface EventLimits {
  readonly eventCategoryBytes: number;
  readonly methodBytes: number;
  readonly objectBytes: number;
  readonly valueBytes: number;
  readonly extraKeys: number;
  readonly extraKeyBytes: number;
  readonly extraValueBytes: number;
}

/** Everything that decides whether an event is recorded, kept and sent. */
export interface Health {
  readonly consent: { readonly uploadEnabled: boolean; readonly dataCollectionAllowed: boolean };
  readonly uploads: {
    readonly officialBuild: boolean;
    readonly policyShown: boolean;
    readonly server: string;
  };
  readonly recording: { readonly base: boolean; readonly extended: boolean };
  readonly carrier: {
    readonly chosen: CarrierMode;
    readonly effective: CarrierMode;
    readonly missing: readonly string[];
    readonly wrapped: readonly string[];
    /** ms since 1970, or null. */
    readonly nextEventPing: number | null;
  };
  readonly bridge: {
    readonly enabled: boolean;
    readonly up: boolean;
    /** Extensions whose `browser.telemetry` is on our engine now. */
    readonly routed: readonly string[];
    readonly needReload: readonly string[];
    readonly problem: string | null;
  };
  readonly store: {
    readonly phase: "opening" | "open" | "memory" | "closed";
    readonly problem: string | null;
    readonly setAside: string | null;
    readonly waiting: number;
    readonly bytes: number;
  };
  readonly queue: {
    readonly events: number;
    readonly bytes: number;
    readonly maxEvents: number;
    readonly maxBytes: number;
  };
  readonly lost: number;
  readonly problems: readonly string[];
  readonly session: {
    readonly sessionId: string;
    readonly subsessionId: string;
    readonly processStart: number;
  };
  readonly firefoxVersion: string;
  readonly limits: EventLimits;
}

/** What Firefox does with a ping. */
export type PingState = "waiting" | "sent" | "rejected" | "archived";

export interface ListedPing {
  readonly id: string;
  readonly type: string;
  /** ms since 1970. */
  readonly created: number;
  readonly state: PingState;
  readonly httpStatus: number | null;
}

export interface OpenedPing {
  readonly id: string;
  readonly reason: string | null;
  /** UTF-8 bytes of the ping as JSON, before gzip. */
  readonly bytes: number;
  readonly events: number;
  readonly json: string;
}

/** Who recorded an event, for a person. */
export interface SourceInfo {
  readonly id: string;
  readonly kind: "extension" | "page" | "firefox";
  readonly name: string;
  readonly version: string | null;
  /** A `data:` URL. */
  readonly icon: string | null;
}

interface Listenable<T> {
  addListener(listener: (value: T) => void): void;
  removeListener(listener: (value: T) => void): void;
}

export interface TelemetryInspector {
  /** Entries that changed after change `since`, oldest change first. */
  changes(since: number, limit: number): Promise<HistoryChanges>;
  /** The newest entries before entry `before`, as they are now, oldest first. */
  page(before: number, limit: number): Promise<HistoryChanges>;
  totals(): Promise<Totals>;
  markSeen(upToId: number): Promise<void>;
  registry(): Promise<RegistryReport>;
  counts(): Promise<CountsReport>;
  health(): Promise<Health>;
  /** Null while telemetry is off. */
  mainPing(): Promise<OpenedPing | null>;
  listPings(limit: number): Promise<readonly ListedPing[]>;
  openPing(id: string): Promise<OpenedPing>;
  sendNow(kind: "event" | "main"): Promise<void>;
  sources(ids: readonly string[]): Promise<readonly SourceInfo[]>;
  readonly onChange: Listenable<number>;
  readonly onTotals: Listenable<Totals>;
}

export const { telemetryInspector } = browser as unknown as { telemetryInspector: TelemetryInspector };
