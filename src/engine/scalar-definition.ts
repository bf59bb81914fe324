import { type Bucket, DATASET_ALL_CHANNELS, type Dataset } from "./event-record.ts";
import type { Limits } from "./limits.ts";

/** nsITelemetry's scalar kinds. Any other 32-bit integer can be registered, but never recorded. */
export const SCALAR_TYPE_COUNT = 0;
export const SCALAR_TYPE_STRING = 1;
export const SCALAR_TYPE_BOOLEAN = 2;

/** The store a scalar belongs to unless its registration names others: the main ping's. */
export const MAIN_STORE = "main";

/** What one entry of a scalar registration says, validated. */
export interface ScalarEntry {
  /** `category.name`, the name it is recorded by. */
  readonly name: string;
  readonly kind: number;
  readonly keyed: boolean;
  readonly dataset: Dataset;
  readonly expired: boolean;
  /** Without duplicates. */
  readonly stores: readonly string[];
}

export interface ScalarDefinitionInfo extends ScalarEntry {
  /** Firefox's own: values go to the real process bucket, not to `dynamic`. */
  readonly builtin: boolean;
  readonly source: string;
}

/** Firefox's own count of events it recorded, by `category#method#object`. */
export const EVENT_COUNTS = "telemetry.event_counts";
/** The same for add-on events. */
export const DYNAMIC_EVENT_COUNTS = "telemetry.dynamic_event_counts";
/** How often a keyed scalar turned a new key away, by the scalar's name. */
export const EXCEED_LIMIT = "telemetry.keyed_scalars_exceed_limit";

/** A scalar the engine itself keeps; nobody can register it again. */
export interface CoreScalar extends ScalarDefinitionInfo {
  readonly maxKeys: number;
  /** Processes it can be recorded in through the API; null for any. */
  readonly processes: readonly Bucket[] | null;
}

export function coreScalars(limits: Limits): ReadonlyMap<string, CoreScalar> {
  const core = (name: string, maxKeys: number, processes: readonly Bucket[] | null): [string, CoreScalar] => [
    name,
    {
      name,
      kind: SCALAR_TYPE_COUNT,
      keyed: true,
      dataset: DATASET_ALL_CHANNELS,
      expired: false,
      stores: [MAIN_STORE],
      builtin: true,
      source: "firefox",
      maxKeys,
      processes,
    },
  ];
  return new Map([
    core(EVENT_COUNTS, limits.summaryKeys, null),
    core(DYNAMIC_EVENT_COUNTS, limits.summaryKeys, ["dynamic"]),
    core(EXCEED_LIMIT, limits.scalarKeys, null),
  ]);
}
