import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";
import { explainStart } from "./explain-start.ts";
import type { SparkJob } from "./spark-job.ts";

/** Spark could not be started, or refused or failed a job. */
export class SparkError extends Error {
  override readonly name = "SparkError";
}

const answer = z.union([
  z.object({ ready: z.string() }),
  z.object({ written: z.number() }),
  z.object({ done: z.literal(true) }),
  z.object({ error: z.string() }),
]);
type Answer = z.infer<typeof answer>;

export interface SparkProgram {
  readonly command: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where it may leave files of its own. */
  readonly folder: string;
}

/** The driver lies beside this module, and beside the command when it is bundled. */
const DRIVER = fileURLToPath(new URL("./driver.py", import.meta.url));
const KEPT_LOG = 64 * 1024;
const ERROR_LINES = 12;

/** A running Spark driver. Takes a job at a time; ends with this process, whatever ends it. */
export class SparkSession {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #answers: AsyncIterator<string>;
  readonly #ended: Promise<void>;
  #log = "";
  #failure: Error | null = null;

  private constructor({ command, environment, folder }: SparkProgram) {
    this.#child = spawn(command, [DRIVER], {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#log = (this.#log + text).slice(-KEPT_LOG);
    });
    // A driver that died says so by the end of its answers; what could not be written to it tells no more.
    this.#child.stdin.on("error", () => undefined);
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        this.#failure = error;
        resolve();
      });
      this.#child.once("close", () => resolve());
    });
  }

  /** Starts a driver and waits until Spark is there. @throws SparkError */
  static async start(program: SparkProgram): Promise<SparkSession> {
    const session = new SparkSession(program);
    const first = await session.#next("Spark did not start");
    if ("ready" in first) return session;
    await session.close();
    const reason = "error" in first ? explainStart(first.error, session.#log) : JSON.stringify(first);
    throw new SparkError(`Spark did not start: ${cutLines(reason)}`);
  }

  /**
   * Runs a job to its end.
   * @param onWritten told how many of its queries are written
   * @throws SparkError with Spark's own words
   */
  async run(job: SparkJob, onWritten: (queries: number) => void): Promise<void> {
    this.#child.stdin.write(`${JSON.stringify(job)}\n`);
    for (;;) {
      const next = await this.#next("Spark ended in the middle of a job");
      if ("done" in next) return;
      if ("error" in next) throw new SparkError(`Spark failed: ${cutLines(next.error)}`);
      if ("written" in next) onWritten(next.written);
    }
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    await this.#ended;
  }

  async #next(problem: string): Promise<Answer> {
    const { value, done } = await this.#answers.next();
    if (done !== true) return answer.parse(JSON.parse(value));
    await this.#ended;
    const reason = this.#failure?.message ?? explainStart("", this.#log);
    throw new SparkError(`${problem}: ${cutLines(reason)}`, { cause: this.#failure });
  }
}

function cutLines(text: string): string {
  return text.trim().split("\n").slice(0, ERROR_LINES).join("\n");
}
