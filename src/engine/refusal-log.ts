import { Deque } from "./deque.ts";
import { boundText } from "./describe.ts";
import type { Notice } from "./outcome.ts";

/** Units of a refusal's message in the log; the notice a caller gets is not cut. */
const MESSAGE_UNITS = 400;

/** The call that was refused, each argument as bounded text; what a function does not have is left out. */
export interface RefusedCall {
  readonly function: string;
  readonly category?: string;
  readonly method?: string;
  readonly object?: string;
  readonly value?: string;
  readonly extra?: string;
  /** Name of a scalar. */
  readonly name?: string;
  /** Key of a keyed scalar. */
  readonly key?: string;
}

export interface RefusalEntry {
  /** From the same counter as stored events, so that one list can hold both. */
  readonly seq: number;
  /** Milliseconds since the parent process started, not floored. */
  readonly timestamp: number;
  readonly source: string;
  readonly call: RefusedCall;
  readonly notice: Notice;
}

/** What the engine did not do, and why: all of it by count, the newest in full. */
export interface RefusalLog {
  /** Every refusal since the engine began. */
  readonly total: number;
  /** By the code of the notice. */
  counts(): Readonly<Record<string, number>>;
  /** Entries with a seq greater than `after`, oldest first. */
  list(options?: { readonly after?: number; readonly limit?: number }): readonly RefusalEntry[];
}

export interface RefusalState {
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly RefusalEntry[];
}

export class Refusals implements RefusalLog {
  readonly #counts = new Map<string, number>();
  readonly #entries = new Deque<RefusalEntry>();
  readonly #kept: number;
  #total = 0;

  constructor(kept: number, state?: RefusalState) {
    this.#kept = kept;
    for (const [code, count] of Object.entries(state?.counts ?? {})) {
      this.#counts.set(code, count);
      this.#total += count;
    }
    for (const entry of state?.entries ?? []) this.#entries.push(entry);
  }

  get total(): number {
    return this.#total;
  }

  add(entry: RefusalEntry): void {
    const { code, message } = entry.notice;
    this.#total++;
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
    this.#entries.push({ ...entry, notice: { ...entry.notice, message: boundText(message, MESSAGE_UNITS) } });
    if (this.#entries.length > this.#kept) this.#entries.shift();
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  list({ after = -1, limit = Number.POSITIVE_INFINITY } = {}): readonly RefusalEntry[] {
    const found: RefusalEntry[] = [];
    const start = this.#entries.findFirst(({ seq }) => seq > after);
    for (let at = start; found.length < limit; at++) {
      const entry = this.#entries.at(at);
      if (!entry) break;
      found.push(entry);
    }
    return found;
  }
}
