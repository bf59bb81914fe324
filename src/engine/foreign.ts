/**
 * Runs a read that may run a caller's code (a getter, a proxy's trap). Null when that code threw: the caller's error is
 * the caller's, the engine answers with the refusal Firefox had for it.
 */
export function attempt<T>(read: () => T): { readonly value: T } | null {
  try {
    return { value: read() };
  } catch {
    return null;
  }
}

/** What Firefox's own `isObject` accepts: arrays and functions are objects, null is not. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Whether the property exists, inherited ones included. A trap that throws counts as existing: reading it will tell. */
export function hasProperty(object: object, property: string): boolean {
  return attempt(() => property in object)?.value ?? true;
}

/** Reads a property; null when reading threw. */
export function readProperty(object: object, property: string): { readonly value: unknown } | null {
  return attempt(() => Reflect.get(object, property));
}

/**
 * A string parameter as XPConnect takes it: numbers, booleans and bigints are converted. Null for what no identifier can be: null,
 * undefined, symbols, and objects, whose conversion would run the caller's code.
 */
export function readText(argument: unknown): string | null {
  if (typeof argument === "string") return argument;
  if (typeof argument === "number" || typeof argument === "boolean" || typeof argument === "bigint") {
    return String(argument);
  }
  return null;
}
