import { isLosslessNumber, parse, stringify } from "lossless-json";
import { isJsonObject } from "./parse-json.ts";

/** Follows a path of keys into parsed JSON; undefined where it ends early. */
function follow(document: unknown, path: readonly (string | number)[]): unknown {
  let at: unknown = document;
  for (const key of path) {
    if (!(isJsonObject(at) || Array.isArray(at)) || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string | number, unknown>)[key];
  }
  return at;
}

/**
 * Turns the values of an event's extra into text as `main_summary` did: null becomes `null`, true `true`, and numbers stay
 * as they were written (`1.0` is `1.0`, which JSON.parse forgets). Arrays and objects become their JSON text.
 */
export class ValueStringifier {
  readonly #payload: string;
  #exact: unknown;

  /** @param payload the text the ping was parsed from; read again only when a number must be told exactly */
  constructor(payload: string) {
    this.#payload = payload;
  }

  stringify(value: unknown, path: readonly (string | number)[]): string {
    if (typeof value === "string") return value;
    if (value === null || typeof value === "boolean") return String(value);
    return this.#writeExactly(path) ?? JSON.stringify(value);
  }

  #writeExactly(path: readonly (string | number)[]): string | undefined {
    const exact = follow(this.#parseExactly(), path);
    return isLosslessNumber(exact) ? exact.value : stringify(exact);
  }

  #parseExactly(): unknown {
    if (this.#exact === undefined) {
      try {
        this.#exact = parse(this.#payload);
      } catch {
        // Stricter than JSON.parse (it refuses duplicate keys): then numbers are told as JavaScript reads them.
        this.#exact = null;
      }
    }
    return this.#exact;
  }
}
