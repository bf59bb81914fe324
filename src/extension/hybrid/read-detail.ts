/**
 * What a page put into `detail` is read through Firefox's Xray wrappers, which show the page's own data properties and
 * run none of its code. On top of that: only data properties are read, every amount is bounded, and what comes out
 * is a copy that shares nothing with the page.
 */
export type DetailReading =
  | { readonly ok: true; readonly name: string; readonly data: unknown }
  | { readonly ok: false; readonly reason: string };

export interface DetailLimits {
  /** Units of one text; the rest is cut off. */
  readonly textUnits: number;
  /** Values in all, keys counted. */
  readonly values: number;
}

/** `data` → `eventData` → the event → a list → a name. */
const DEEPEST = 5;

class MalformedDetail extends Error {}

/** Never throws: a page's proxy or any other trick is a reading that is not ok. */
export function readDetail(detail: unknown, limits: DetailLimits): DetailReading {
  try {
    if (typeof detail !== "object" || detail === null) throw new MalformedDetail("detail is not an object");
    const name = readOwn(detail, "name");
    if (typeof name !== "string") throw new MalformedDetail("detail.name is not a string");
    const data = readOwn(detail, "data");
    if (typeof data !== "object") throw new MalformedDetail("detail.data is not an object");
    const budget = { values: limits.values, textUnits: limits.textUnits };
    return { ok: true, name: name.slice(0, limits.textUnits), data: copy(data, budget, 0) };
  } catch (error) {
    return { ok: false, reason: error instanceof MalformedDetail ? error.message : "detail cannot be read" };
  }
}

interface Budget {
  values: number;
  readonly textUnits: number;
}

function copy(value: unknown, budget: Budget, depth: number): unknown {
  budget.values -= 1;
  if (budget.values < 0) throw new MalformedDetail("detail has too many values");
  switch (typeof value) {
    case "string":
      return value.slice(0, budget.textUnits);
    case "number":
    case "boolean":
    case "undefined":
      return value;
    case "object":
      break;
    default:
      throw new MalformedDetail(`detail has a ${typeof value}`);
  }
  if (value === null) return null;
  if (depth === DEEPEST) throw new MalformedDetail("detail is nested too deep");
  return Array.isArray(value) ? copyList(value, budget, depth) : copyObject(value, budget, depth);
}

function copyList(list: object, budget: Budget, depth: number): unknown[] {
  const length = readOwn(list, "length");
  if (typeof length !== "number" || length > budget.values) {
    throw new MalformedDetail("detail has too many values");
  }
  return Array.from({ length }, (_, index) => copy(readOwn(list, String(index)), budget, depth + 1));
}

function copyObject(object: object, budget: Budget, depth: number): object {
  const keys = Object.keys(object);
  if (keys.length > budget.values) throw new MalformedDetail("detail has too many values");
  const entries = keys.map((key) => {
    // Parsers drop this key in silence; as no event may have it, the whole message goes, with a reason.
    if (key === "__proto__") throw new MalformedDetail("detail has a key __proto__");
    if (key.length > budget.textUnits) throw new MalformedDetail("detail has a key that is too long");
    return [key, copy(readOwn(object, key), budget, depth + 1)] as const;
  });
  return Object.fromEntries(entries);
}

function readOwn(object: object, key: string): unknown {
  const property = Object.getOwnPropertyDescriptor(object, key);
  if (property !== undefined && !("value" in property)) throw new MalformedDetail("detail has a getter");
  return property?.value;
}
