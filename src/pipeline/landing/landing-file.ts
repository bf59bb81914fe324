import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { OPEN_SUFFIX } from "./landing-names.ts";

/** What a landing file needs of the system; tests hand in one that fails. */
export type OpenFile = (path: string, flags: string) => Promise<FileHandle>;

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
  readonly #handle: FileHandle;
  #durableBytes = 0;

  private constructor(path: string, submissionDate: string, handle: FileHandle) {
    this.path = path;
    this.submissionDate = submissionDate;
    this.#handle = handle;
  }

  /** @throws the system's error, when the folder or the file cannot be made */
  static async create(path: string, submissionDate: string, openFile: OpenFile = open): Promise<LandingFile> {
    const folder = dirname(path);
    const firstMade = await mkdir(folder, { recursive: true });
    if (firstMade !== undefined) await syncFolder(dirname(firstMade));
    const handle = await openFile(path + OPEN_SUFFIX, "ax");
    const file = new LandingFile(path, submissionDate, handle);
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
   * Appends whole lines; when it returns they are on disk.
   * @throws the system's error; whatever part of the lines was written is then to be abandoned with the file
   */
  async append(lines: Buffer): Promise<void> {
    let done = 0;
    // A disk that fills up takes a part and refuses the next write.
    while (done < lines.length) done += (await this.#handle.write(lines, done)).bytesWritten;
    await this.#handle.datasync();
    this.#durableBytes += lines.length;
  }

  /** Closes the file and gives it its final name. */
  async close(): Promise<void> {
    await this.#handle.close();
    await rename(this.path + OPEN_SUFFIX, this.path);
  }

  /**
   * Gives the file up after a failed append: a failed fdatasync may have dropped what it could not write, so it is never
   * appended to again. What was acknowledged before stays; the rest is cut off as far as the disk allows, and the
   * reader takes what remains of it for a torn line.
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
}
