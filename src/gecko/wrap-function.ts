type Callable = (...args: never[]) => unknown;

/** A function of Firefox's that we stand in front of; `restore` puts the original back. */
export interface Wrapped {
  readonly name: string;
  restore(): void;
}

/**
 * Puts `make(original)` in the place of `owner[name]`. Returns null where there is no such function, so that the caller
 * can fall back and say so. `restore` puts the original back; where somebody wrapped over us in the meantime,
 * ours stays in their chain but passes every call straight through.
 */
export function wrapFunction<F extends Callable>(
  owner: object,
  name: string,
  make: (original: F) => F,
): Wrapped | null {
  const slot = owner as Record<string, F | undefined>;
  const original = slot[name];
  if (typeof original !== "function") {
    return null;
  }
  let active = true;
  const replacement = make(original);
  const wrapper = function (this: unknown, ...args: Parameters<F>): unknown {
    return (active ? replacement : original).apply(this as never, args);
  } as unknown as F;
  slot[name] = wrapper;
  return {
    name,
    restore() {
      active = false;
      if (slot[name] === wrapper) {
        slot[name] = original;
      }
    },
  };
}
