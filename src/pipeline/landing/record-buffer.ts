import type { LandingAttributes } from "./landing-record.ts";

/** A record on its way into a file: the line that describes it, and the body as it came. */
export interface OutgoingRecord {
  readonly head: string;
  readonly body: Buffer;
}

const NEWLINE = 10;
const FIRST_CAPACITY = 1024 * 1024;

/** @param body raw; it is held, not copied */
export function describeRecord(attributes: LandingAttributes, body: Buffer): OutgoingRecord {
  return { head: `${JSON.stringify(attributes).slice(0, -1)},"body_bytes":${body.length}}\n`, body };
}

/** Bytes that a record takes in a file. */
export function measureRecord({ head, body }: OutgoingRecord): number {
  return Buffer.byteLength(head) + body.length + 1;
}

/** Records put together as they go to disk, in memory that is used again for the next ones. */
export class RecordBuffer {
  #memory: Buffer = Buffer.alloc(0);
  #length = 0;

  /** The records added since it was emptied; valid until it is emptied. */
  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#length);
  }

  add(record: OutgoingRecord): void {
    const { head, body } = record;
    this.#reserve(measureRecord(record));
    this.#length += this.#memory.write(head, this.#length);
    this.#length += body.copy(this.#memory, this.#length);
    this.#memory[this.#length] = NEWLINE;
    this.#length += 1;
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
