import * as z from "zod/mini";

/** A UUID in the 8-4-4-4-12 form, either case, without braces. */
export const uuid = z
  .string()
  .check(z.regex(/^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$/));

/** A Firefox build id: it begins with ten digits (YYYYMMDDhh). */
export const buildId = z.string().check(z.regex(/^[0-9]{10}/));

/** A Firefox version: two or three digits and a dot come first. */
export const firefoxVersion = z.string().check(z.regex(/^[0-9]{2,3}\./));

/** A UTC instant with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instant = z
  .string()
  .check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/));

export const text = z.string();
export const nullableText = z.nullable(text);
export const flag = z.boolean();
export const nullableFlag = z.nullable(flag);
export const integer = z.int();
export const nullableInteger = z.nullable(integer);
export const count = z.int().check(z.nonnegative());
/** Any JSON number: fields that Firefox measures in fractions on some systems. */
export const amount = z.number();
export const nullableAmount = z.nullable(amount);
/** Firefox wrote some flags as 0 and 1 in older versions. */
export const flagOrInteger = z.union([flag, integer]);
