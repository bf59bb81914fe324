/** A double-ended queue on a ring: adding and removing at either end is amortised O(1), reading by index O(1). */
export class Deque<T> {
  #ring: (T | undefined)[] = new Array(16);
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The item at this position from the front; undefined outside. */
  at(index: number): T | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    return this.#ring[(this.#head + index) & (this.#ring.length - 1)];
  }

  push(item: T): void {
    this.#grow();
    this.#ring[(this.#head + this.#length) & (this.#ring.length - 1)] = item;
    this.#length++;
  }

  unshift(item: T): void {
    this.#grow();
    this.#head = (this.#head - 1) & (this.#ring.length - 1);
    this.#ring[this.#head] = item;
    this.#length++;
  }

  shift(): T | undefined {
    const item = this.at(0);
    if (this.#length > 0) {
      this.#ring[this.#head] = undefined;
      this.#head = (this.#head + 1) & (this.#ring.length - 1);
      this.#length--;
    }
    return item;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.#length; index++) yield this.at(index) as T;
  }

  /** Index of the first item for which `isPast` holds, on items ordered by it; the length when there is none. O(log n). */
  findFirst(isPast: (item: T) => boolean): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isPast(this.at(middle) as T)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The capacity stays a power of two, so that a position wraps with a mask. */
  #grow(): void {
    if (this.#length < this.#ring.length) return;
    const ring = new Array<T | undefined>(this.#ring.length * 2);
    for (let index = 0; index < this.#length; index++) ring[index] = this.at(index);
    this.#ring = ring;
    this.#head = 0;
  }
}
