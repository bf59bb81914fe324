/** Numbers everything the engine stores or refuses, in the order it happened. */
export class Sequence {
  #last: number;

  constructor(next: number) {
    this.#last = next - 1;
  }

  /** The number given last; 0 before the first in a new engine. */
  get last(): number {
    return this.#last;
  }

  next(): number {
    this.#last++;
    return this.#last;
  }
}
