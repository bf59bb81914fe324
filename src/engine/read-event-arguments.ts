import { boundText, describe } from "./describe.ts";
import { attempt, isObject, readProperty } from "./foreign.ts";
import type { Limits } from "./limits.ts";
import { accepted, type Notice, type Outcome, refused } from "./outcome.ts";
import { truncateUtf8, utf8Bytes } from "./utf8.ts";

/** The extra of a call, read and cut, its keys not yet looked up. */
export interface ReadExtra {
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

const NO_VALUE: Outcome<string | null> = accepted(null);
const NO_EXTRA: Outcome<ReadExtra | null> = accepted(null);

/**
 * Reads the value of `recordEvent`. `undefined` is the same as leaving it out, as `null` is. A value that is too long is
 * cut at a code point, with a warning.
 */
export function readEventValue(value: unknown, limits: Limits): Outcome<string | null> {
  if (value === undefined || value === null) return NO_VALUE;
  if (typeof value !== "string") {
    return refused({
      code: "value-type",
      surface: "warning",
      message: "Invalid type for value parameter.",
      field: "value",
      got: describe(value),
    });
  }
  const { text, truncated } = truncateUtf8(value, limits.valueBytes);
  if (!truncated) return accepted(text);
  return accepted(text, [
    {
      code: "value-truncated",
      surface: "warning",
      message: "Value parameter exceeds maximum string length, truncating.",
      field: "value",
      limit: limits.valueBytes,
      used: utf8Bytes(value),
      got: describe(value),
    },
  ]);
}

/** Reads the own enumerable string-keyed properties of the extra of `recordEvent`; one bad value refuses the whole event. */
export function readEventExtra(extra: unknown, limits: Limits): Outcome<ReadExtra | null> {
  if (extra === undefined || extra === null) return NO_EXTRA;
  if (!isObject(extra)) {
    return refused({
      code: "extra-type",
      surface: "warning",
      message: "Invalid type for extra parameter.",
      field: "extra",
      got: describe(extra),
    });
  }
  const keys = attempt(() => Object.keys(extra));
  if (!keys) {
    return refused({
      code: "extra-enumeration",
      surface: "warning",
      message: "Failed to enumerate object.",
      field: "extra",
      got: "an object that cannot be enumerated",
    });
  }
  return readExtraValues(extra, keys.value, limits);
}

function readExtraValues(extra: object, keys: readonly string[], limits: Limits): Outcome<ReadExtra> {
  const values: string[] = [];
  let notices: Notice[] | undefined;
  for (const key of keys) {
    const read = readProperty(extra, key);
    if (typeof read?.value !== "string") return refuseExtraValue(key, read, notices);
    const { text, truncated } = truncateUtf8(read.value, limits.extraValueBytes);
    if (truncated) {
      notices ??= [];
      notices.push({
        code: "extra-value-truncated",
        surface: "warning",
        message: "Extra value exceeds maximum string length, truncating.",
        field: `extra.${boundText(key)}`,
        limit: limits.extraValueBytes,
        used: utf8Bytes(read.value),
        got: describe(read.value),
      });
    }
    values.push(text);
  }
  return accepted({ keys, values }, notices);
}

function refuseExtraValue(
  key: string,
  read: { readonly value: unknown } | null,
  notices: readonly Notice[] | undefined,
): Outcome<ReadExtra> {
  const at = { surface: "warning", field: `extra.${boundText(key)}` } as const;
  if (!read) {
    const message = "Failed to get extra property.";
    return refused({ ...at, code: "extra-getter", message, got: "a getter that throws" }, notices);
  }
  const message = "Extra properties should have string values.";
  return refused({ ...at, code: "extra-value-type", message, got: describe(read.value) }, notices);
}
