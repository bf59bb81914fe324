import { types } from "node:util";

/** A JavaScript value as JSON that `decodeWire` makes again on the far side, values that JSON has not included. */
export type Wire =
  | string
  | number
  | boolean
  | null
  | { readonly is: "undefined" }
  /** `NaN`, `Infinity`, `-Infinity`, `-0`. */
  | { readonly is: "number"; readonly text: string }
  | { readonly is: "symbol"; readonly text: string }
  /** An object that throws when its properties are listed. */
  | { readonly is: "unlistable"; readonly message: string }
  | {
      readonly is: "object" | "array";
      /** Left out where it is the usual one. */
      readonly prototype?: Wire;
      readonly properties: readonly WireProperty[];
    };

type WireProperty = {
  readonly key: string;
  readonly isSymbol: boolean;
  readonly enumerable: boolean;
} & ({ readonly value: Wire } | { readonly throws: string });

/** Functions, dates, maps and the like have no place in calls of browser.telemetry: they throw here. */
export function encodeWire(value: unknown): Wire {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { is: "number", text: String(value) };
    case "undefined":
      return { is: "undefined" };
    case "symbol":
      return { is: "symbol", text: value.description ?? "" };
    case "object":
      return value === null ? null : encodeObject(value);
    default:
      throw new Error(`a ${typeof value} cannot travel to Firefox`);
  }
}

function encodeObject(value: object): Wire {
  if (types.isProxy(value)) {
    return { is: "unlistable", message: thrownBy(() => Reflect.ownKeys(value)) ?? "" };
  }
  const is = Array.isArray(value) ? "array" : "object";
  const prototype: unknown = Object.getPrototypeOf(value);
  const properties = Reflect.ownKeys(value)
    .filter((key) => !(is === "array" && key === "length"))
    .map((key) => encodeProperty(value, key));
  const usual = prototype === (is === "array" ? Array.prototype : Object.prototype);
  return usual ? { is, properties } : { is, prototype: encodeWire(prototype), properties };
}

function encodeProperty(owner: object, key: string | symbol): WireProperty {
  const isSymbol = typeof key === "symbol";
  const { enumerable = false } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
  const common = { key: isSymbol ? (key.description ?? "") : key, isSymbol, enumerable };
  const message = thrownBy(() => Reflect.get(owner, key));
  return message === null
    ? { ...common, value: encodeWire(Reflect.get(owner, key)) }
    : { ...common, throws: message };
}

function thrownBy(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Travels to the far side as text, so it uses nothing of this file. */
export function decodeWire(wire: Wire): unknown {
  const fail = (message: string) => () => {
    throw new Error(message);
  };
  if (typeof wire !== "object" || wire === null) return wire;
  if (wire.is === "undefined") return undefined;
  if (wire.is === "number") return Number(wire.text);
  if (wire.is === "symbol") return Symbol(wire.text);
  if (wire.is === "unlistable") return new Proxy({}, { ownKeys: fail(wire.message) });
  const made: object = wire.is === "array" ? [] : {};
  if (wire.prototype !== undefined) Object.setPrototypeOf(made, decodeWire(wire.prototype) as object | null);
  for (const property of wire.properties) {
    const { enumerable } = property;
    const common = { enumerable, configurable: true };
    Object.defineProperty(
      made,
      property.isSymbol ? Symbol(property.key) : property.key,
      "throws" in property
        ? { ...common, get: fail(property.throws) }
        : { ...common, writable: true, value: decodeWire(property.value) },
    );
  }
  return made;
}
