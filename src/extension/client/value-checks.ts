/** Returns what is wrong with a value in the words of Firefox's Schemas.sys.mjs, or null where nothing is. */
export type Check = (value: unknown, path: string) => string | null;

/** The types by which Firefox tells arguments apart: `getValueBaseType` of Schemas.sys.mjs. */
export type BaseType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "object"
  | "array"
  | "function"
  | "null"
  | "undefined"
  | "bigint"
  | "symbol";

export function baseTypeOf(value: unknown): BaseType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return value % 1 === 0 ? "integer" : "number";
  return typeof value;
}

/** Any value of this type. */
export function isA(type: BaseType): Check {
  return (value, path) =>
    baseTypeOf(value) === type ? null : at(path, `Expected ${type} instead of ${JSON.stringify(value)}`);
}

export function isOneOf(choices: readonly string[]): Check {
  return (value, path) => {
    if (typeof value !== "string") return isA("string")(value, path);
    return choices.includes(value) ? null : at(path, `Invalid enumeration value ${JSON.stringify(value)}`);
  };
}

export function isMatch(pattern: RegExp): Check {
  return (value, path) =>
    pattern.test(String(value)) ? null : at(path, `String ${JSON.stringify(value)} must match ${pattern}`);
}

export function isAtLeast(minimum: number): Check {
  return (value, path) => {
    if (!Number.isSafeInteger(value)) return at(path, "Integer is out of range");
    if (Number(value) >= minimum) return null;
    return at(path, `Integer ${value} is too small (must be at least ${minimum})`);
  };
}

export function isListOf(check: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? firstProblem(value.map((item, index) => check(item, join(path, String(index)))))
      : isA("array")(value, path);
}

/** An object each of whose properties passes. */
export function isMapOf(check: Check): Check {
  return (value, path) =>
    isA("object")(value, path) ??
    firstProblem(Object.entries(value as object).map(([key, item]) => check(item, join(path, key))));
}

/** An object with these properties and no others; optional ones may be null or undefined. */
export function isShape(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>>,
): Check {
  return (value, path) => {
    const problem = isA("object")(value, path);
    if (problem !== null) return problem;
    const properties = value as Readonly<Record<string, unknown>>;
    const known = [...Object.keys(required), ...Object.keys(optional)];
    return firstProblem([
      ...Object.entries(required).map(([name, check]) =>
        Object.hasOwn(properties, name)
          ? check(properties[name], join(path, name))
          : at(path, `Property "${name}" is required`),
      ),
      ...Object.entries(optional).map(([name, check]) =>
        (properties[name] ?? null) === null ? null : check(properties[name], join(path, name)),
      ),
      unexpected(
        Object.keys(properties).filter((name) => !known.includes(name)),
        path,
      ),
    ]);
  };
}

function unexpected(names: readonly string[], path: string): string | null {
  if (names.length === 0) return null;
  if (names.length === 1) return at(path, `Unexpected property "${names[0]}"`);
  return at(path, `Unexpected properties: ${names.toSorted().join(", ")}`);
}

function firstProblem(problems: readonly (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null;
}

function at(path: string, problem: string): string {
  return path === "" ? problem : `Error processing ${path}: ${problem}`;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
