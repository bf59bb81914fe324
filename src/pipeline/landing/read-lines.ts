import type { Readable } from "node:stream";

/** A line's bytes without its newline, or why there are none. */
export interface Line {
  /** Where in the file it begins. */
  readonly offset: number;
  /** Its bytes, or undefined when it was longer than the limit and skipped. */
  readonly bytes: Buffer | undefined;
  /** The newline came: without one, the writer was cut off. */
  readonly whole: boolean;
}

const NEWLINE = 10;

/** Splits a stream of bytes into lines, holding one line and one chunk at a time. */
export async function* readLines(source: Readable, maxLineBytes: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  let offset = 0;

  function takeLine(whole: boolean): Line {
    const line = { offset, bytes: length <= maxLineBytes ? Buffer.concat(parts) : undefined, whole };
    offset += length + 1;
    parts = [];
    length = 0;
    return line;
  }

  for await (const chunk of source as AsyncIterable<Buffer>) {
    let from = 0;
    while (from < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, from);
      const part = chunk.subarray(from, newline === -1 ? chunk.length : newline);
      length += part.length;
      if (length <= maxLineBytes) parts.push(part);
      else parts = [];
      if (newline === -1) break;
      yield takeLine(true);
      from = newline + 1;
    }
  }
  if (length > 0) yield takeLine(false);
}
