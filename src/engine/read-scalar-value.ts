import { describe } from "./describe.ts";
import type { Limits } from "./limits.ts";
import { accepted, type Notice, type Outcome, refused } from "./outcome.ts";
import { SCALAR_TYPE_BOOLEAN, SCALAR_TYPE_STRING } from "./scalar-definition.ts";
import type { ScalarValue } from "./scalar-store.ts";

const MAX_UINT32 = 0xffffffff;
const NUMERIC_TEXT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What Firefox said about a scalar, prefixed with its name. */
export function scalarNotice(code: string, name: string, text: string, field: string, got: string): Notice {
  return { code, surface: "warning", message: `${name} - ${text}`, field, limit: null, got };
}

/**
 * Turns the argument of a scalar operation into a value of the scalar's kind, with a warning where something is cut off.
 * Source: TelemetryScalar.cpp, `ScalarUnsigned`, `ScalarString`, `ScalarBoolean`.
 */
export function readScalarValue(
  kind: number,
  name: string,
  value: unknown,
  limits: Limits,
): Outcome<ScalarValue> {
  if (typeof value === "symbol" || typeof value === "bigint") {
    return refuseValue(
      "scalar-value-conversion",
      name,
      "Cannot convert the provided JS value to nsIVariant.",
      value,
    );
  }
  if (kind === SCALAR_TYPE_STRING) return readString(name, value, limits.scalarStringUnits);
  if (kind === SCALAR_TYPE_BOOLEAN) return readBoolean(name, value);
  return readCount(name, value);
}

function readCount(name: string, value: unknown): Outcome<number> {
  const number = toNumber(value);
  if (Number.isInteger(number) && number < 0) {
    return refuseValue(
      "scalar-negative",
      name,
      "Trying to set an unsigned scalar to a negative number.",
      value,
    );
  }
  if (!(number >= 0 && number <= MAX_UINT32)) {
    return refuseValue("scalar-value", name, "Attempted to set the scalar to an incompatible value.", value);
  }
  // Minus zero would come out of a snapshot as -0.
  const whole = Math.trunc(number) + 0;
  if (whole === number) return accepted(whole);
  const text = "Truncating float/double number.";
  return accepted(whole, [scalarNotice("scalar-number-truncated", name, text, "value", describe(value))]);
}

/** Booleans and numeric texts are numbers too, as nsIVariant converts them; NaN for what is none. */
function toNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" && NUMERIC_TEXT.test(value)) return Number(value);
  return Number.NaN;
}

/**
 * The limit is in UTF-16 units. Firefox cut through surrogate pairs; half a pair can travel in no ping, so we leave the
 * pair out that does not fit.
 */
function readString(name: string, value: unknown, maxUnits: number): Outcome<string> {
  if (typeof value !== "string") return refuseType(name, value);
  if (value.length <= maxUnits) return accepted(value);
  const text = `Truncating scalar value to ${maxUnits} characters.`;
  const notice = scalarNotice("scalar-string-truncated", name, text, "value", describe(value));
  const splitsPair = (value.codePointAt(maxUnits - 1) ?? 0) > 0xffff;
  return accepted(value.slice(0, splitsPair ? maxUnits - 1 : maxUnits), [
    { ...notice, limit: maxUnits, used: value.length },
  ]);
}

function readBoolean(name: string, value: unknown): Outcome<boolean> {
  if (typeof value === "boolean") return accepted(value);
  if (Number.isInteger(value)) return accepted(value !== 0);
  return refuseType(name, value);
}

function refuseType(name: string, value: unknown): Outcome<never> {
  return refuseValue(
    "scalar-value-type",
    name,
    "Attempted to set the scalar to an invalid data type.",
    value,
  );
}

function refuseValue(code: string, name: string, text: string, value: unknown): Outcome<never> {
  return refused(scalarNotice(code, name, text, "value", describe(value)));
}
