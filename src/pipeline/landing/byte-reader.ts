const SPACE = 32;
const NEWLINE = 10;

/** Reads a stream by count and by line, holding what was asked for and one chunk at a time. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #from = 0;
  #offset = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** Bytes of the stream before the reader's place. */
  get offset(): number {
    return this.#offset;
  }

  /** Has so many bytes at hand; false when the stream ends before. */
  async fill(bytes: number): Promise<boolean> {
    let length = this.#held.length - this.#from;
    if (length >= bytes) return true;
    const parts = [this.#held.subarray(this.#from)];
    while (length < bytes) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      parts.push(next.value);
      length += next.value.length;
    }
    this.#held = Buffer.concat(parts, length);
    this.#from = 0;
    return length >= bytes;
  }

  /** The byte so far from the reader's place; it must be at hand. */
  peek(at: number): number | undefined {
    return this.#held[this.#from + at];
  }

  /** Takes so many bytes, or as many as are at hand; valid for good, for a chunk's memory is never used again. */
  take(bytes: number): Buffer {
    const taken = this.#held.subarray(this.#from, this.#from + bytes);
    this.#from += taken.length;
    this.#offset += taken.length;
    return taken;
  }

  /** Takes so many bytes without holding them, or all that are left. */
  async skip(bytes: number): Promise<void> {
    for (let left = bytes; left > 0 && (await this.fill(1)); ) left -= this.take(left).length;
  }

  /** Takes spaces and newlines up to the first other byte; false when the stream ends before one. */
  async skipBlanks(): Promise<boolean> {
    while (await this.fill(1)) {
      let blanks = 0;
      for (let byte = this.peek(0); byte === SPACE || byte === NEWLINE; byte = this.peek(blanks)) blanks += 1;
      this.take(blanks);
      if (this.#from < this.#held.length) return true;
    }
    return false;
  }

  /** Takes the bytes through the next newline, at most so many; undefined when none of them is one, and they are gone. */
  async takeLine(atMost: number): Promise<Buffer | undefined> {
    for (let looked = 0; looked < atMost; ) {
      const isMore = await this.fill(looked + 1);
      const end = this.#held.indexOf("\n", this.#from + looked, "latin1");
      if (end !== -1) return this.take(end - this.#from + 1);
      looked = this.#held.length - this.#from;
      if (!isMore) break;
    }
    this.take(atMost);
    return undefined;
  }
}
