import type { Conclude } from "./conclude-call.ts";
import { showArgument } from "./describe.ts";
import type { CallOrigin } from "./event-recorder.ts";
import { accepted, type Outcome } from "./outcome.ts";
import { parseScalarData } from "./parse-scalar-data.ts";
import type { ScalarDefinitionInfo, ScalarEntry } from "./scalar-definition.ts";
import {
  recordKeyedScalar,
  recordScalar,
  type ScalarOperation,
  type ScalarParts,
} from "./scalar-recorder.ts";
import {
  type KeyedScalarsByProcess,
  type ScalarsByProcess,
  snapshotKeyedScalars,
  snapshotScalars,
} from "./scalar-snapshot.ts";

type Plain = (name: unknown, value: unknown, from: CallOrigin) => Outcome;
type Keyed = (name: unknown, key: unknown, value: unknown, from: CallOrigin) => Outcome;

/** The scalar half of `Engine`, with nsITelemetry's names and meanings. */
export interface ScalarApi {
  /** Registers an add-on's scalars. All or nothing. */
  registerScalars(category: unknown, data: unknown, source: string): Outcome;
  /** Registers or overwrites Firefox's own scalars. All or nothing. */
  registerBuiltinScalars(category: unknown, data: unknown, source: string): Outcome;
  readonly scalarAdd: Plain;
  readonly scalarSet: Plain;
  readonly scalarSetMaximum: Plain;
  readonly keyedScalarAdd: Keyed;
  readonly keyedScalarSet: Keyed;
  readonly keyedScalarSetMaximum: Keyed;
  /** What is set in the store (`main`), in the dataset that may be recorded now; with `clear`, that is then unset. */
  getSnapshotForScalars(store?: string, clear?: boolean, filterTest?: boolean): ScalarsByProcess;
  getSnapshotForKeyedScalars(store?: string, clear?: boolean, filterTest?: boolean): KeyedScalarsByProcess;
  /** Forgets all values and key slots, the summary counts included; registrations stay. */
  clearScalars(): void;
  scalarDefinitions(): readonly ScalarDefinitionInfo[];
}

export function createScalarApi(
  parts: ScalarParts,
  conclude: Conclude,
  announceChange: () => void,
): ScalarApi {
  const register = (builtin: boolean, category: unknown, data: unknown, source: string) =>
    conclude(registerScalars(parts, builtin, category, data, source), source, () => ({
      function: builtin ? "registerBuiltinScalars" : "registerScalars",
      category: showArgument(category),
    }));
  const plain =
    (name: string, operation: ScalarOperation): Plain =>
    (scalar, value, from) =>
      conclude(recordScalar(parts, operation, scalar, value, from), from.source, () => ({
        function: name,
        name: showArgument(scalar),
        value: showArgument(value),
      }));
  const keyed =
    (name: string, operation: ScalarOperation): Keyed =>
    (scalar, key, value, from) =>
      conclude(recordKeyedScalar(parts, operation, scalar, key, value, from), from.source, () => ({
        function: name,
        name: showArgument(scalar),
        key: showArgument(key),
        value: showArgument(value),
      }));
  const snapshot =
    <T>(read: (parts: ScalarParts, options: { store: string; clear: boolean; filterTest: boolean }) => T) =>
    (store = "main", clear = false, filterTest = false): T => {
      const values = read(parts, { store, clear, filterTest });
      if (clear) announceChange();
      return values;
    };
  return {
    registerScalars: (category, data, source) => register(false, category, data, source),
    registerBuiltinScalars: (category, data, source) => register(true, category, data, source),
    scalarAdd: plain("scalarAdd", "add"),
    scalarSet: plain("scalarSet", "set"),
    scalarSetMaximum: plain("scalarSetMaximum", "setMaximum"),
    keyedScalarAdd: keyed("keyedScalarAdd", "add"),
    keyedScalarSet: keyed("keyedScalarSet", "set"),
    keyedScalarSetMaximum: keyed("keyedScalarSetMaximum", "setMaximum"),
    getSnapshotForScalars: snapshot(snapshotScalars),
    getSnapshotForKeyedScalars: snapshot(snapshotKeyedScalars),
    clearScalars: () => {
      parts.store.clear();
      announceChange();
    },
    scalarDefinitions: () => parts.registry.definitions(),
  };
}

function registerScalars(
  { limits, registry, store }: ScalarParts,
  builtin: boolean,
  category: unknown,
  data: unknown,
  source: string,
): Outcome {
  const entries = parseScalarData(category, data, limits);
  if (!entries.ok) return entries;
  if (builtin) {
    for (const entry of entries.value) {
      if (changesShape(registry.find(entry.name), entry)) store.forget(entry.name);
    }
    registry.registerBuiltin(entries.value, source);
  } else {
    registry.registerDynamic(entries.value, source);
  }
  return accepted(undefined);
}

/** Values of another kind would come out of snapshots under a definition that does not allow them. */
function changesShape(present: ScalarDefinitionInfo | undefined, { kind, keyed }: ScalarEntry): boolean {
  return present !== undefined && (present.kind !== kind || present.keyed !== keyed);
}
