import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { OPEN_SUFFIX } from "./landing-names.ts";

/** What a landing file needs of the system; tests hand in one that fails. */
export type OpenFile = (path: string, flags: number) => Promise<FileHandle>;

const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = constants;

/**
 * Past the system's page cache: what is synced at once and read much later gains nothing by it, and filling it took 13 to 29 µs of
 * processor time a ping of 18 KiB, of which 7 are left. The sync stays a call of its own: before Linux 6.7 a direct write
 * with O_DSYNC did not make the file's new size durable. Not every system knows direct writes.
 */
const O_DIRECT: number = constants.O_DIRECT ?? 0;

/** What systems say to a direct write that they do not do: for this file, at this place, or from this memory. */
function isNoDirectWrite(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EINVAL";
}

/** Makes a folder's own entries durable: a file whose name is lost in a power cut is lost whole. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A landing file under its working name, written by one edge and by nobody else. */
export class LandingFile {
  readonly path: string;
  readonly submissionDate: string;
  readonly #openFile: OpenFile;
  #handle: FileHandle;
  #isDirect = true;
  #durableBytes = 0;

  private constructor(path: string, submissionDate: string, openFile: OpenFile, handle: FileHandle) {
    this.path = path;
    this.submissionDate = submissionDate;
    this.#openFile = openFile;
    this.#handle = handle;
  }

  /** @throws the system's error, when the folder or the file cannot be made */
  static async create(path: string, submissionDate: string, openFile: OpenFile = open): Promise<LandingFile> {
    const folder = dirname(path);
    const firstMade = await mkdir(folder, { recursive: true });
    if (firstMade !== undefined) await syncFolder(dirname(firstMade));
    const handle = await createDirect(path + OPEN_SUFFIX, openFile);
    const file = new LandingFile(path, submissionDate, openFile, handle);
    try {
      await syncFolder(folder);
    } catch (error) {
      await file.abandon();
      throw error;
    }
    return file;
  }

  /** Bytes that are on disk and acknowledged. */
  get size(): number {
    return this.#durableBytes;
  }

  /**
   * Appends whole records; when it returns they are on disk. They are written fastest in whole blocks of aligned memory.
   * @throws the system's error; whatever part of the records was written is then to be abandoned with the file
   */
  async append(records: Buffer): Promise<void> {
    let done = 0;
    // A disk that fills up takes a part and refuses the next write.
    while (done < records.length) done += await this.#write(records, done);
    await this.#handle.datasync();
    this.#durableBytes += records.length;
  }

  /** Closes the file and gives it its final name. */
  async close(): Promise<void> {
    await this.#handle.close();
    await rename(this.path + OPEN_SUFFIX, this.path);
  }

  /**
   * Gives the file up after a failed append: a failed fdatasync may have dropped what it could not write, so it is never
   * appended to again. What was acknowledged before stays; the rest is cut off as far as the disk allows, and the
   * reader takes what remains of it for a torn record.
   */
  async abandon(): Promise<void> {
    const path = this.path + OPEN_SUFFIX;
    const steps: (() => Promise<unknown>)[] = [
      () => this.#handle.truncate(this.#durableBytes),
      () => this.#handle.close(),
      () => (this.#durableBytes === 0 ? unlink(path) : rename(path, this.path)),
    ];
    // The failure that matters is the one that led here; a step that fails too leaves the file to the reader.
    for (const step of steps) await step().catch(() => undefined);
  }

  async #write(records: Buffer, from: number): Promise<number> {
    try {
      return (await this.#handle.write(records, from)).bytesWritten;
    } catch (error) {
      if (!this.#isDirect || !isNoDirectWrite(error)) throw error;
      await this.#reopenBuffered();
      return (await this.#handle.write(records, from)).bytesWritten;
    }
  }

  async #reopenBuffered(): Promise<void> {
    const direct = this.#handle;
    this.#handle = await this.#openFile(this.path + OPEN_SUFFIX, O_WRONLY | O_APPEND);
    this.#isDirect = false;
    await direct.close();
  }
}

async function createDirect(path: string, openFile: OpenFile): Promise<FileHandle> {
  const flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND;
  try {
    return await openFile(path, flags | O_DIRECT);
  } catch (error) {
    if (!isNoDirectWrite(error)) throw error;
    return openFile(path, flags);
  }
}
