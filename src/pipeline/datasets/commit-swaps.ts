import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import { isMissing } from "./missing-file.ts";
import { isLocked, locateStaging, lockOutput } from "./output-lock.ts";

/** A folder of the output and what takes its place: a finished folder, or nothing when the day has no such data. */
export interface Swap {
  /** Below the output folder. */
  readonly to: string;
  /** Below the staging folder; null to leave nothing. */
  readonly from: string | null;
}

const journal = z.array(z.object({ to: z.string(), from: z.nullable(z.string()) }));

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Does what of the swaps is not yet done. A swap whose new folder is gone from staging was done. */
async function applySwaps(out: string, swaps: readonly Swap[]): Promise<void> {
  const staging = locateStaging(out);
  const replaced = join(staging, "replaced");
  await rm(replaced, { recursive: true, force: true });
  await mkdir(replaced);
  for (const [i, { to, from }] of swaps.entries()) {
    const fresh = from === null ? null : join(staging, from);
    if (fresh !== null && !(await exists(fresh))) continue;
    const place = join(out, to);
    if (await exists(place)) await rename(place, join(replaced, String(i)));
    if (fresh === null) continue;
    await mkdir(dirname(place), { recursive: true });
    await rename(fresh, place);
  }
  await rm(replaced, { recursive: true });
}

function locateJournal(out: string): string {
  return join(locateStaging(out), "commit.json");
}

/**
 * Puts finished folders in the places of old ones, all or nothing: the list of swaps is on disk, whole, before the first
 * one. A run that is killed before that leaves everything old; one killed after it is completed by the next run or query.
 */
export async function commitSwaps(out: string, swaps: readonly Swap[]): Promise<void> {
  const path = locateJournal(out);
  await writeFile(`${path}.new`, JSON.stringify(swaps), { flush: true });
  await rename(`${path}.new`, path);
  await finishCommit(out);
}

async function readJournal(out: string): Promise<Swap[] | null> {
  try {
    return journal.parse(JSON.parse(await readFile(locateJournal(out), "utf8")));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Completes the swaps of a killed run, if there are any. The caller holds the output's lock. */
export async function finishCommit(out: string): Promise<void> {
  const swaps = await readJournal(out);
  if (swaps === null) return;
  await applySwaps(out, swaps);
  await rm(locateJournal(out));
}

/** As {@link finishCommit}, for a reader: leaves the swaps to the run that does them now. */
export async function finishDeadCommit(out: string): Promise<void> {
  if ((await readJournal(out)) === null || (await isLocked(out)) !== null) return;
  const unlock = await lockOutput(out);
  try {
    await finishCommit(out);
  } finally {
    await unlock();
  }
}
