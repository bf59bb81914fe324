import type { DecodeCounts } from "./decode-counts.ts";
import type { DecodeTask } from "./decode-file.ts";
import type { DecodedPart } from "./ndjson-part-writer.ts";

/** What a decode worker is started with. */
export interface WorkerSetup {
  /** Where its parts go. */
  readonly folder: string;
  /** Keeps its parts apart from other workers'. */
  readonly prefix: string;
  readonly geo: GeoSetup | null;
}

export interface GeoSetup {
  /** A MaxMind-format database. */
  readonly database: string;
  /** A file with a GeoNames id at the beginning of each line: cities that may be told. */
  readonly cities: string | null;
}

/** To a worker: a file to decode, or null to finish its parts and stop. */
export type WorkerOrder = DecodeTask | null;

/** From a worker. */
export type WorkerReport =
  | { readonly kind: "progress"; readonly counts: DecodeCounts }
  | { readonly kind: "file"; readonly counts: DecodeCounts }
  | { readonly kind: "part"; readonly part: DecodedPart }
  | { readonly kind: "done" };
