import { describe } from "./describe.ts";
import { type Bucket, DATASET_ALL_CHANNELS } from "./event-record.ts";
import type { CallOrigin } from "./event-recorder.ts";
import { readText } from "./foreign.ts";
import type { Limits } from "./limits.ts";
import { accepted, type Outcome, type Refused, refused } from "./outcome.ts";
import { readScalarValue, scalarNotice } from "./read-scalar-value.ts";
import type { RecordingSwitches } from "./recording-switches.ts";
import {
  EXCEED_LIMIT,
  MAIN_STORE,
  SCALAR_TYPE_BOOLEAN,
  SCALAR_TYPE_COUNT,
  SCALAR_TYPE_STRING,
  type ScalarDefinitionInfo,
} from "./scalar-definition.ts";
import type { ScalarRegistry } from "./scalar-registry.ts";
import type { ScalarCell, ScalarStore, ScalarValue } from "./scalar-store.ts";

export type ScalarOperation = "add" | "set" | "setMaximum";

export interface ScalarParts {
  readonly limits: Limits;
  readonly switches: RecordingSwitches;
  readonly registry: ScalarRegistry;
  readonly store: ScalarStore;
}

interface Target {
  readonly definition: ScalarDefinitionInfo;
  readonly process: Bucket;
}

/** One scalar operation, checked in Firefox's order (TelemetryScalar.cpp, `internal_UpdateScalar`). */
export function recordScalar(
  parts: ScalarParts,
  operation: ScalarOperation,
  name: unknown,
  value: unknown,
  from: CallOrigin,
): Outcome {
  const target = findTarget(parts, name, false, from);
  if (!target.ok) return target;
  const { definition, process } = target.value;
  return applyValue(parts, operation, definition, value, () =>
    parts.store.openCell(process, definition.name),
  );
}

/** The same for one key of a keyed scalar. A new key's slot is taken even when its value is then refused. */
export function recordKeyedScalar(
  parts: ScalarParts,
  operation: ScalarOperation,
  name: unknown,
  key: unknown,
  value: unknown,
  from: CallOrigin,
): Outcome {
  const target = findTarget(parts, name, true, from);
  if (!target.ok) return target;
  const { definition, process } = target.value;
  const cell = openKey(parts, definition, process, key);
  if (!cell.ok) return cell;
  return applyValue(parts, operation, definition, value, () => cell.value);
}

/** Adds to a key of one of the engine's own counts; a key too many is counted as turned away. */
export function addToKey(
  { registry, store, limits }: ScalarParts,
  process: Bucket,
  name: string,
  key: string,
): void {
  const maxKeys = registry.findCore(name)?.maxKeys ?? limits.scalarKeys;
  const cell = store.openKeyedCell(process, name, key, maxKeys);
  if (cell) addToCell(cell, MAIN_STORE, 1);
  else countOverflow(store, limits, name);
}

function findTarget(
  { registry, switches }: ScalarParts,
  name: unknown,
  keyed: boolean,
  from: CallOrigin,
): Outcome<Target> {
  const text = readText(name);
  const definition = text === null ? undefined : registry.find(text);
  if (!definition) return refuseName("unknown-scalar", text ?? describe(name), "Unknown scalar.", name);
  if (definition.keyed !== keyed) {
    const problem = "Attempting to manage a keyed scalar as a scalar (or vice-versa).";
    return refuseName("scalar-keyed", definition.name, problem, name);
  }
  if (!switches.canRecordBase()) return refuseSilently("recording-off", name);
  if (definition.dataset !== DATASET_ALL_CHANNELS && !switches.canRecordExtended()) {
    return refuseSilently("not-on-this-channel", name);
  }
  const process = from.process ?? "parent";
  const processes = registry.findCore(definition.name)?.processes;
  if (processes && !processes.includes(process)) {
    return refuseName(
      "scalar-process",
      definition.name,
      "Cannot record the scalar in the current process.",
      process,
    );
  }
  if (definition.expired) return refuseSilently("expired", name);
  if (!isRecordable(definition))
    return refuseName("unknown-scalar", definition.name, "Unknown scalar.", name);
  return accepted({ definition, process: definition.builtin ? process : "dynamic" });
}

/** Any 32-bit kind can be registered, but only these have values. There are no keyed strings. */
function isRecordable({ kind, keyed }: ScalarDefinitionInfo): boolean {
  return (
    kind === SCALAR_TYPE_COUNT || kind === SCALAR_TYPE_BOOLEAN || (kind === SCALAR_TYPE_STRING && !keyed)
  );
}

function openKey(
  { registry, store, limits }: ScalarParts,
  { name }: ScalarDefinitionInfo,
  process: Bucket,
  key: unknown,
): Outcome<ScalarCell> {
  const text = readText(key) ?? "";
  if (text === "") {
    return refused(
      scalarNotice("scalar-key-empty", name, "The key must not be empty.", "key", describe(key)),
    );
  }
  if (text.length > limits.scalarKeyUnits) {
    const problem = `The key length must be limited to ${limits.scalarKeyUnits} characters.`;
    const notice = scalarNotice("scalar-key-length", name, problem, "key", `${text.length} characters`);
    return refused({ ...notice, limit: limits.scalarKeyUnits, used: text.length });
  }
  const maxKeys = registry.findCore(name)?.maxKeys ?? limits.scalarKeys;
  const cell = store.openKeyedCell(process, name, text, maxKeys);
  if (cell) return accepted(cell);
  countOverflow(store, limits, name);
  const problem = `Keyed scalars cannot have more than ${maxKeys} keys.`;
  return refused({ ...scalarNotice("scalar-keys", name, problem, "key", describe(key)), limit: maxKeys });
}

/** In the parent whatever the process was. The overflow of this count itself is not counted. */
function countOverflow(store: ScalarStore, limits: Limits, name: string): void {
  if (name === EXCEED_LIMIT) return;
  const cell = store.openKeyedCell("parent", EXCEED_LIMIT, name, limits.scalarKeys);
  if (cell) addToCell(cell, MAIN_STORE, 1);
}

function applyValue(
  { limits }: ScalarParts,
  operation: ScalarOperation,
  { name, kind, stores }: ScalarDefinitionInfo,
  value: unknown,
  openCell: () => ScalarCell,
): Outcome {
  if (operation !== "set" && kind !== SCALAR_TYPE_COUNT) {
    const problem = "The requested operation is not supported on this scalar.";
    return refused(scalarNotice("scalar-operation", name, problem, "name", operation));
  }
  const read = readScalarValue(kind, name, value, limits);
  if (!read.ok) return read;
  const cell = openCell();
  for (const store of stores) applyToCell(cell, store, operation, read.value);
  return accepted(undefined, read.notices);
}

function applyToCell(cell: ScalarCell, store: string, operation: ScalarOperation, value: ScalarValue): void {
  if (operation === "set") cell.set(store, value);
  else if (operation === "add") addToCell(cell, store, Number(value));
  else cell.set(store, Math.max(Number(cell.get(store) ?? 0), Number(value)));
}

/** An unsigned 32-bit integer: adding wraps. */
function addToCell(cell: ScalarCell, store: string, addend: number): void {
  cell.set(store, (Number(cell.get(store) ?? 0) + addend) >>> 0);
}

function refuseName(code: string, name: string, text: string, got: unknown): Refused {
  return refused(scalarNotice(code, name, text, "name", describe(got)));
}

function refuseSilently(code: string, name: unknown): Refused {
  return refused({ code, surface: "silent", message: "", field: "name", got: describe(name) });
}
