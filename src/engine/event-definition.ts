import { DATASET_ALL_CHANNELS, DATASET_PRERELEASE_CHANNELS, type Dataset } from "./event-record.ts";

/** What one entry of a registration says, validated: the cross product of its methods and objects. */
export interface EventEntry {
  readonly name: string;
  readonly methods: readonly string[];
  readonly objects: readonly string[];
  readonly extraKeys: readonly string[];
  readonly expired: boolean;
  readonly dataset: Dataset;
}

/** One registered combination of category, method and object, with what became of its events. */
export interface EventDefinitionInfo {
  readonly category: string;
  readonly method: string;
  readonly object: string;
  /** The entry it came with; never recorded, no part of the identity. */
  readonly name: string;
  readonly extraKeys: readonly string[];
  readonly dataset: Dataset;
  readonly expired: boolean;
  /** Registered with `registerBuiltinEvents`: recorded in the real process bucket. */
  readonly builtin: boolean;
  /** Who registered it first: an add-on id, a page origin, or `firefox`. */
  readonly source: string;
  readonly recorded: number;
  readonly refused: number;
}

/** The registry's own, changing view of a definition. */
export interface EventDefinition extends EventDefinitionInfo {
  /** `category#method#object`: the identity, and the key of the summary scalars. */
  readonly key: string;
  expired: boolean;
  recorded: number;
  refused: number;
}

export function datasetOf(recordOnRelease: boolean): Dataset {
  return recordOnRelease ? DATASET_ALL_CHANNELS : DATASET_PRERELEASE_CHANNELS;
}

/** A copy to give away: without the key, untouched by what happens later. */
export function definitionInfo({ key: _, ...info }: EventDefinition): EventDefinitionInfo {
  return info;
}
