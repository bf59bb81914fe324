import type { Bucket } from "./event-record.ts";

export type ScalarValue = number | string | boolean;

/** One value a store (`main`, …); a store without an entry is unset. */
export type ScalarCell = Map<string, ScalarValue>;

/** The cells of one process: by scalar name, and by scalar name and key. */
export interface ProcessScalars {
  readonly plain: Map<string, ScalarCell>;
  readonly keyed: Map<string, Map<string, ScalarCell>>;
}

type CellState = readonly (readonly [store: string, value: ScalarValue])[];

/** All cells as plain data. */
export type ScalarStoreState = readonly {
  readonly process: Bucket;
  readonly plain: readonly (readonly [name: string, cell: CellState])[];
  readonly keyed: readonly (readonly [
    name: string,
    keys: readonly (readonly [key: string, cell: CellState])[],
  ])[];
}[];

/** The values of all scalars. A key's slot stays taken when its value is cleared, so the limit on keys is one for the session. */
export class ScalarStore {
  readonly #processes = new Map<Bucket, ProcessScalars>();

  processes(): ReadonlyMap<Bucket, ProcessScalars> {
    return this.#processes;
  }

  openCell(process: Bucket, name: string): ScalarCell {
    return openIn(this.#open(process).plain, name, () => new Map());
  }

  /** The cell of a key; a new key gets one while there are fewer than `maxKeys`, otherwise null. */
  openKeyedCell(process: Bucket, name: string, key: string, maxKeys: number): ScalarCell | null {
    const cells: Map<string, ScalarCell> = openIn(this.#open(process).keyed, name, () => new Map());
    const present = cells.get(key);
    if (present) return present;
    if (cells.size >= maxKeys) return null;
    return openIn(cells, key, () => new Map());
  }

  /** Forgets values and key slots of one scalar. */
  forget(name: string): void {
    for (const { plain, keyed } of this.#processes.values()) {
      plain.delete(name);
      keyed.delete(name);
    }
  }

  /** Forgets all values and all key slots. */
  clear(): void {
    this.#processes.clear();
  }

  exportState(): ScalarStoreState {
    return [...this.#processes].map(([process, { plain, keyed }]) => ({
      process,
      plain: [...plain].map(([name, cell]) => [name, [...cell]] as const),
      keyed: [...keyed].map(
        ([name, cells]) => [name, [...cells].map(([key, cell]) => [key, [...cell]] as const)] as const,
      ),
    }));
  }

  restore(state: ScalarStoreState): void {
    for (const { process, plain, keyed } of state) {
      this.#processes.set(process, {
        plain: new Map(plain.map(([name, cell]) => [name, new Map(cell)])),
        keyed: new Map(
          keyed.map(([name, cells]) => [name, new Map(cells.map(([key, cell]) => [key, new Map(cell)]))]),
        ),
      });
    }
  }

  #open(process: Bucket): ProcessScalars {
    return openIn(this.#processes, process, () => ({ plain: new Map(), keyed: new Map() }));
  }
}

function openIn<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const created = create();
  map.set(key, created);
  return created;
}
