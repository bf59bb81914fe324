/**
 * Every number of Firefox's event and scalar rules that the engine obeys. Bytes are UTF-8, units are UTF-16 code
 * units. Sources: docs/collection/events.rst and scalars.rst of Firefox, TelemetryEvent.cpp, TelemetryScalar.cpp.
 */
export interface Limits {
  /** Bytes of an event category. */
  readonly eventCategoryBytes: number;
  /** Bytes of an event's entry name in `registerEvents`. */
  readonly eventNameBytes: number;
  readonly methodBytes: number;
  readonly objectBytes: number;
  readonly extraKeyBytes: number;
  /** Extra keys of one entry. */
  readonly extraKeys: number;
  /** Bytes of an event's value; a longer one is truncated. */
  readonly valueBytes: number;
  /** Bytes of each extra value; a longer one is truncated. */
  readonly extraValueBytes: number;
  /** Events of one process bucket at which the storage limit is announced; recording goes on. */
  readonly storedEvents: number;
  /** Keys of a summary scalar in one process. */
  readonly summaryKeys: number;
  readonly scalarCategoryBytes: number;
  readonly scalarNameBytes: number;
  /** Units of a string scalar's value; a longer one is truncated. */
  readonly scalarStringUnits: number;
  /** Units of a keyed scalar's key. */
  readonly scalarKeyUnits: number;
  /** Keys of one keyed scalar in one process. */
  readonly scalarKeys: number;
  /** Refusals kept in full; older ones are only counted. Ours, not Firefox's. */
  readonly refusalsKept: number;
}

export const DEFAULT_LIMITS: Limits = {
  eventCategoryBytes: 30,
  eventNameBytes: 20,
  methodBytes: 20,
  objectBytes: 20,
  extraKeyBytes: 15,
  extraKeys: 10,
  valueBytes: 80,
  extraValueBytes: 80,
  storedEvents: 1000,
  summaryKeys: 500,
  scalarCategoryBytes: 40,
  scalarNameBytes: 40,
  scalarStringUnits: 50,
  scalarKeyUnits: 72,
  scalarKeys: 100,
  refusalsKept: 1000,
};
