import { DATASET_ALL_CHANNELS } from "./event-record.ts";
import type { RecordingSwitches } from "./recording-switches.ts";
import type { ScalarRegistry } from "./scalar-registry.ts";
import type { ScalarCell, ScalarStore, ScalarValue } from "./scalar-store.ts";

/** Values by process bucket and scalar name; unset scalars and empty processes are absent. */
export type ScalarsByProcess = Readonly<Record<string, Readonly<Record<string, ScalarValue>>>>;

/** Values by process bucket, scalar name and key. */
export type KeyedScalarsByProcess = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, ScalarValue>>>>>
>;

export interface SnapshotOptions {
  readonly store: string;
  /** Empties what the snapshot selects. Key slots stay taken. */
  readonly clear: boolean;
  /** Leaves names out that start with `telemetry.test.`; they are cleared all the same. */
  readonly filterTest: boolean;
}

export interface SnapshotParts {
  readonly registry: ScalarRegistry;
  readonly switches: RecordingSwitches;
  readonly store: ScalarStore;
}

const TEST_PREFIX = "telemetry.test.";

export function snapshotScalars(parts: SnapshotParts, options: SnapshotOptions): ScalarsByProcess {
  const inDataset = selectDataset(parts);
  return collect(parts.store.processes(), ({ plain }) =>
    collect(plain, (cell, name) => {
      if (!inDataset(name)) return undefined;
      const value = takeValue(cell, options);
      return isHidden(name, options) ? undefined : value;
    }),
  );
}

export function snapshotKeyedScalars(parts: SnapshotParts, options: SnapshotOptions): KeyedScalarsByProcess {
  const inDataset = selectDataset(parts);
  return collect(parts.store.processes(), ({ keyed }) =>
    collect(keyed, (cells, name) => {
      if (!inDataset(name)) return undefined;
      const values = collect(cells, (cell) => takeValue(cell, options));
      return isHidden(name, options) ? undefined : values;
    }),
  );
}

/** Pre-release data is in a snapshot only where it may be recorded. */
function selectDataset({ registry, switches }: SnapshotParts): (name: string) => boolean {
  const extended = switches.canRecordExtended();
  return (name) => extended || registry.find(name)?.dataset === DATASET_ALL_CHANNELS;
}

function isHidden(name: string, { filterTest }: SnapshotOptions): boolean {
  return filterTest && name.startsWith(TEST_PREFIX);
}

function takeValue(cell: ScalarCell, { store, clear }: SnapshotOptions): ScalarValue | undefined {
  const value = cell.get(store);
  if (clear) cell.delete(store);
  return value;
}

/**
 * A plain object of what `read` makes of each entry, without the empty ones. Made by `fromEntries`, so that a scalar's key `__proto__`
 * becomes a property like any other.
 */
function collect<V, R extends ScalarValue | object>(
  map: ReadonlyMap<string, V>,
  read: (value: V, key: string) => R | undefined,
): Record<string, R> {
  const entries: [string, R][] = [];
  for (const [key, item] of map) {
    const value = read(item, key);
    if (value !== undefined && !isEmpty(value)) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

function isEmpty(value: ScalarValue | object): boolean {
  return typeof value === "object" && Object.keys(value).length === 0;
}
