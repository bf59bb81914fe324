import fc from "fast-check";

/** Any UTF-16 text, lone surrogates and controls included, with many of the characters that rules are about. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom("a", "é", "漢", "😀", "\0", '"', "\\", "_", ".", "#"),
      fc.constantFrom("a".repeat(49), "a".repeat(78), "a".repeat(80), "漢".repeat(26)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

function fail(): never {
  throw new Error("foreign code");
}

function throwingGetter(property: string): object {
  return Object.defineProperty({}, property, { enumerable: true, configurable: true, get: fail });
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

/** Objects whose reading runs code that throws. */
const HOSTILE: Readonly<Record<string, () => unknown>> = {
  "a revoked proxy": revokedProxy,
  "a proxy without keys": () => new Proxy({}, { ownKeys: fail }),
  "a proxy without values": () => new Proxy({ k1: "v" }, { get: fail }),
  "a proxy without properties": () => new Proxy({ k1: "v" }, { has: fail, getOwnPropertyDescriptor: fail }),
  "an array proxy": () => new Proxy([], { get: fail }),
  "a getter of k1": () => throwingGetter("k1"),
  "a getter of methods": () => throwingGetter("methods"),
  "a getter of kind": () => throwingGetter("kind"),
  "a thing without text": () => ({ toString: fail, valueOf: fail, toJSON: fail, [Symbol.toPrimitive]: fail }),
  "a function": () => fail,
};

/** Stands for one of them: fast-check looks into what it generates, and these cannot be looked into. */
class Hostile {
  readonly kind: string;

  constructor(kind: string) {
    this.kind = kind;
  }
}

const hostile: fc.Arbitrary<unknown> = fc
  .constantFrom(...Object.keys(HOSTILE))
  .map((kind) => new Hostile(kind));

/** A copy of the generated value with every stand-in, however deep, replaced by the hostile thing it stands for. */
export function enliven(generated: unknown): unknown {
  if (generated instanceof Hostile) return HOSTILE[generated.kind]?.();
  if (typeof generated !== "object" || generated === null || generated instanceof Map) return generated;
  const copy = Array.isArray(generated)
    ? new Array(generated.length)
    : Object.create(Object.getPrototypeOf(generated));
  for (const [key, property] of Object.entries(generated)) {
    const value = enliven(property);
    Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

/** Anything at all; to be enlivened before use. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  hostile,
  fc.constantFrom<unknown[]>(undefined, null, 0, -0, -1, 1.5, Number.NaN, 2 ** 32, true, 5n, Symbol("s")),
  fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
);

/** Mostly `usual`, now and then anything. */
export function mostly(usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: usual, weight: 8 }, { arbitrary: anything, weight: 1 });
}

/** Names that are registered, and a few that are not. */
export const category = mostly(fc.constantFrom("ui", "off", "firefox", "none"));
export const method = mostly(fc.constantFrom("open", "close", "none"));
export const object = mostly(fc.constantFrom("menu", "expired", "prerelease", "none"));
export const value = mostly(fc.oneof(anyText, fc.constantFrom(undefined, null)));
export const extra = mostly(
  fc.oneof(
    fc.constantFrom(undefined, null),
    fc.dictionary(mostly(fc.constantFrom("k1", "k2", "constructor")).map(keyText), mostly(anyText), {
      maxKeys: 4,
    }),
  ),
);

function keyText(key: unknown): string {
  return typeof key === "string" ? key : "k1";
}
