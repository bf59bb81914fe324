import { LandingFile, type OpenFile } from "./landing-file.ts";
import { submissionDateOf } from "./landing-names.ts";

export interface LandingLaneOptions {
  /** The path of a new file whose first record has this timestamp. */
  readonly locateFile: (timestamp: string) => string;
  readonly rotateBytes: number;
  readonly rotateMs: number;
  readonly openFile: OpenFile | undefined;
  /** Told when a file has reached its age: {@link LandingLane.rotate} is due. */
  readonly onDue: () => void;
}

/** One landing file at a time. */
export class LandingLane {
  readonly #options: LandingLaneOptions;
  #file: LandingFile | undefined;
  #rotateTimer: NodeJS.Timeout | undefined;
  #isDue = false;

  constructor(options: LandingLaneOptions) {
    this.#options = options;
  }

  /** Whether the file is to be closed before it is written again. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /**
   * Appends records of one submission date; when it returns they are on disk.
   * @param timestamp the first record's
   * @throws the system's error; the file is then given up, and none of the records is acknowledged
   */
  async write(records: Buffer, timestamp: string): Promise<void> {
    try {
      const file = await this.#fileFor(timestamp);
      await file.append(records);
      if (file.size >= this.#options.rotateBytes) this.#isDue = true;
    } catch (error) {
      await this.#forgetFile()?.abandon();
      throw error;
    }
  }

  /** Closes the file, if there is one; the next batch begins another. @throws the system's error */
  async rotate(): Promise<void> {
    await this.#forgetFile()?.close();
  }

  async #fileFor(timestamp: string): Promise<LandingFile> {
    const date = submissionDateOf(timestamp);
    if (this.#file !== undefined && this.#file.submissionDate !== date) {
      // Its records are on disk already: under its working name, which the reader knows too, nothing is lost.
      await this.rotate().catch(() => undefined);
    }
    if (this.#file !== undefined) return this.#file;
    const { locateFile, openFile, rotateMs, onDue } = this.#options;
    this.#file = await LandingFile.create(locateFile(timestamp), date, openFile);
    this.#rotateTimer = setTimeout(() => {
      this.#isDue = true;
      onDue();
    }, rotateMs).unref();
    return this.#file;
  }

  #forgetFile(): LandingFile | undefined {
    const file = this.#file;
    clearTimeout(this.#rotateTimer);
    this.#isDue = false;
    this.#file = undefined;
    return file;
  }
}
