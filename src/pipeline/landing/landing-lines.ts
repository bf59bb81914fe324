import type { LandingAttributes } from "./landing-record.ts";

/** A record on its way into a file: all of its JSON but the body, and the body as it came. */
export interface LandingLine {
  readonly head: string;
  readonly body: Buffer;
}

const BODY_KEY = ',"body":"';
const TAIL = '"}\n';
const FIRST_CAPACITY = 1024 * 1024;

/** @param body raw; it is held, not copied */
export function beginLine(attributes: LandingAttributes, body: Buffer): LandingLine {
  // The body is put in by hand: JSON.stringify would look for something to escape in every byte of its base64.
  return { head: JSON.stringify(attributes).slice(0, -1) + BODY_KEY, body };
}

/** Bytes that a line takes in a file, its newline included. */
export function measureLine({ head, body }: LandingLine): number {
  return Buffer.byteLength(head) + Math.ceil(body.length / 3) * 4 + TAIL.length;
}

/** Lines put together as they go to disk, in memory that is used again for the next ones. */
export class LineBuffer {
  #memory: Buffer = Buffer.alloc(0);
  #length = 0;

  /** The lines added since it was emptied; valid until it is emptied. */
  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#length);
  }

  add(line: LandingLine): void {
    const { head, body } = line;
    this.#reserve(measureLine(line));
    this.#length += this.#memory.write(head, this.#length);
    this.#length += this.#memory.write(body.toString("base64"), this.#length, "latin1");
    this.#length += this.#memory.write(TAIL, this.#length, "latin1");
  }

  empty(): void {
    this.#length = 0;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#memory.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#memory.length, FIRST_CAPACITY));
    this.bytes.copy(larger);
    this.#memory = larger;
  }
}
