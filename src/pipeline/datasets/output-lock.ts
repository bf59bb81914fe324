import { mkdir, open, readFile, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { isMissing } from "./missing-file.ts";

/** Another run writes to the same output folder. */
export class OutputBusyError extends Error {
  override readonly name = "OutputBusyError";
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** The folder below the output where runs prepare what they swap in; hidden, so that no reader takes it for a dataset. */
export function locateStaging(out: string): string {
  return join(out, ".staging");
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const { pid, host } = JSON.parse(await readFile(path, "utf8")) as Partial<Holder>;
    return typeof pid === "number" && typeof host === "string" ? { pid, host } : null;
  } catch (error) {
    // A lock without readable content is one whose writer was killed before it wrote.
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether a run that still lives holds the output folder. One on another host may live: nobody here can tell. */
export async function isLocked(out: string): Promise<Holder | null> {
  const holder = await readHolder(join(locateStaging(out), "lock"));
  return holder !== null && (holder.host !== hostname() || isAlive(holder.pid)) ? holder : null;
}

/**
 * Takes the output folder for this process, making it when it is new; a dead run's lock is taken over.
 * @returns how to give it back
 * @throws OutputBusyError when another run holds it
 */
export async function lockOutput(out: string): Promise<() => Promise<void>> {
  const path = join(locateStaging(out), "lock");
  await mkdir(locateStaging(out), { recursive: true });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(path, "wx");
      await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
      await file.close();
      return () => unlink(path);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = await isLocked(out);
    if (holder !== null) {
      const who = `process ${holder.pid} on ${holder.host}`;
      throw new OutputBusyError(`${who} writes to ${out}; if it is gone, remove ${path}`);
    }
    await unlink(path).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
  throw new OutputBusyError(`another run took ${out} at the same moment`);
}
