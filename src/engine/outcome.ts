/**
 * How Firefox let a caller know: `throw` (an exception out of the call), `error` and `warning` (Browser Console,
 * the call itself succeeds), `silent` (nothing was said).
 */
export type Surface = "throw" | "error" | "warning" | "silent";

/** Something the engine has to say about a call: why it was refused, or what it changed (a truncation). */
export interface Notice {
  /** Stable, kebab-case, for programs and the panel: `unknown-event`, `expired`, `extra-key`, `value-type`, … */
  readonly code: string;
  readonly surface: Surface;
  /** The text Firefox used, exactly; empty where Firefox gave a bare NS_ERROR_FAILURE or said nothing. */
  readonly message: string;
  /** What is at fault, as a path: `category`, `value`, `extra.key`, `data.name.methods[0]`. */
  readonly field: string;
  /** The limit that was broken, in the unit of the rule (bytes, keys, …), or null where the rule has none. */
  readonly limit: number | null;
  /** How much was used, in the unit of the limit, where the call tells it. */
  readonly used?: number;
  /** What was got, as text for a person, bounded in length. */
  readonly got: string;
}

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
  /** Truncations and the like: the call was taken, with these remarks. */
  readonly notices: readonly Notice[];
}

export interface Refused {
  readonly ok: false;
  /** The first problem, which is the only one Firefox reported. */
  readonly refusal: Notice;
  /** What had been said about the call before it was refused: truncations. Firefox logged them first. */
  readonly notices: readonly Notice[];
}

/** Every engine call returns one of these; the engine itself never throws for bad input. */
export type Outcome<T = undefined> = Accepted<T> | Refused;

const NO_NOTICES: readonly Notice[] = Object.freeze([]);

export function accepted<T>(value: T, notices: readonly Notice[] = NO_NOTICES): Accepted<T> {
  return { ok: true, value, notices };
}

/** A refusal; `limit` is null and `surface` is `throw` unless given. */
export function refused(
  refusal: Omit<Notice, "limit" | "surface"> & Partial<Notice>,
  notices: readonly Notice[] = NO_NOTICES,
): Refused {
  return { ok: false, refusal: { limit: null, surface: "throw", ...refusal }, notices };
}
