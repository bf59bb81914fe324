import { BLOCK_BYTES } from "./aligned-memory.ts";
import type { LandingAttributes } from "./landing-record.ts";

/** A record on its way into a file: the line that describes it, and the body as it came, in the parts it came in. */
export interface OutgoingRecord {
  readonly head: string;
  readonly body: readonly Buffer[];
  readonly bodyBytes: number;
}

const NEWLINE = 10;
const SPACE = 32;
const FIRST_CAPACITY = 1024 * 1024;

/** The most bytes that UTF-8 takes for one unit of a string. */
const MAX_BYTES_A_UNIT = 3;

/** @param body raw; it is held, not copied */
export function describeRecord(attributes: LandingAttributes, body: readonly Buffer[]): OutgoingRecord {
  let bodyBytes = 0;
  for (const part of body) bodyBytes += part.length;
  return { head: `${JSON.stringify(attributes).slice(0, -1)},"body_bytes":${bodyBytes}}\n`, body, bodyBytes };
}

/** Records put together as they go to disk, in memory that is used again for the next ones. */
export class RecordBuffer {
  readonly #allocate: (bytes: number) => Buffer;
  #memory: Buffer = Buffer.alloc(0);
  #length = 0;

  constructor(allocate: (bytes: number) => Buffer = Buffer.allocUnsafeSlow) {
    this.#allocate = allocate;
  }

  /** The records added since it was emptied; valid until it is emptied. */
  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#length);
  }

  get length(): number {
    return this.#length;
  }

  /** Copies the record, none of which is held afterwards. */
  add({ head, body, bodyBytes }: OutgoingRecord): void {
    this.#reserve(head.length * MAX_BYTES_A_UNIT + bodyBytes + 1);
    this.#length += this.#memory.write(head, this.#length);
    for (const part of body) this.#length += part.copy(this.#memory, this.#length);
    this.#memory[this.#length] = NEWLINE;
    this.#length += 1;
  }

  /** Fills the last block with a blank line, which readers skip. */
  pad(): void {
    const missing = -this.#length & (BLOCK_BYTES - 1);
    if (missing === 0) return;
    this.#reserve(missing);
    this.#memory.fill(SPACE, this.#length, this.#length + missing);
    this.#length += missing;
    this.#memory[this.#length - 1] = NEWLINE;
  }

  empty(): void {
    this.#length = 0;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#memory.length) return;
    const larger = this.#allocate(Math.max(needed, 2 * this.#memory.length, FIRST_CAPACITY));
    this.bytes.copy(larger);
    this.#memory = larger;
  }
}
