import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Table } from "./decode-record.ts";

/** A finished part of a decoded table: NDJSON, one row a line. */
export interface DecodedPart {
  readonly table: Table;
  readonly path: string;
  readonly rows: number;
}

interface OpenPart {
  readonly path: string;
  readonly file: number;
  waiting: string[];
  waitingLength: number;
  bytes: number;
  rows: number;
}

const PART_BYTES = 64 * 1024 * 1024;
const WRITE_LENGTH = 512 * 1024;

/** Writes decoded rows to NDJSON parts, one open part a table; tells of each part when it is full or finished. */
export class NdjsonPartWriter {
  readonly #folder: string;
  readonly #prefix: string;
  readonly #onPart: (part: DecodedPart) => void;
  readonly #open = new Map<Table, OpenPart>();
  #parts = 0;

  /** @param prefix keeps the parts of several writers to one folder apart */
  constructor(folder: string, prefix: string, onPart: (part: DecodedPart) => void) {
    this.#folder = folder;
    this.#prefix = prefix;
    this.#onPart = onPart;
  }

  /** @param line the row as JSON, without its newline */
  write(table: Table, line: string): void {
    const part = this.#open.get(table) ?? this.#openPart(table);
    part.waiting.push(line, "\n");
    part.waitingLength += line.length + 1;
    part.rows += 1;
    if (part.waitingLength >= WRITE_LENGTH) this.#flush(part);
    if (part.bytes >= PART_BYTES) this.#finish(table, part);
  }

  /** Finishes every open part. */
  close(): void {
    for (const [table, part] of this.#open) this.#finish(table, part);
  }

  #openPart(table: Table): OpenPart {
    const path = join(this.#folder, `${table}-${this.#prefix}-${this.#parts}.ndjson`);
    this.#parts += 1;
    const part = { path, file: openSync(path, "wx"), waiting: [], waitingLength: 0, bytes: 0, rows: 0 };
    this.#open.set(table, part);
    return part;
  }

  #flush(part: OpenPart): void {
    const bytes = Buffer.from(part.waiting.join(""), "utf8");
    for (let at = 0; at < bytes.length; ) at += writeSync(part.file, bytes, at);
    part.bytes += bytes.length;
    part.waiting = [];
    part.waitingLength = 0;
  }

  #finish(table: Table, part: OpenPart): void {
    this.#flush(part);
    closeSync(part.file);
    this.#open.delete(table);
    this.#onPart({ table, path: part.path, rows: part.rows });
  }
}
