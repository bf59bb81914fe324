import { EventStore } from "./event-store.ts";

const CORRUPT_MESSAGES = /not a database|malformed|corrupt/i;

/** True where SQLite says that the file itself is broken, as opposed to a full disk or a lock. */
export function isCorruption(error: unknown): boolean {
  const result = (error as { result?: number } | null)?.result;
  return result === Cr.NS_ERROR_FILE_CORRUPTED || CORRUPT_MESSAGES.test(String(error));
}

export interface OpenedDatabase {
  readonly store: EventStore;
  /** Where a corrupt predecessor was moved to, for the panel to name; null when there was none. */
  readonly setAside: string | null;
}

/** Opens the database; a corrupt one is kept under another name and a fresh one begun. */
export async function openDatabase(path: string): Promise<OpenedDatabase> {
  try {
    return { store: await EventStore.open(path), setAside: null };
  } catch (error) {
    if (!isCorruption(error)) {
      throw error;
    }
    const setAside = await moveAside(path);
    return { store: await EventStore.open(path), setAside };
  }
}

/** Moves the database away; its log and index belong to it and are useless to a fresh one. */
export async function moveAside(path: string): Promise<string> {
  const target = `${path}.corrupt-${Date.now()}`;
  await IOUtils.move(path, target);
  for (const companion of ["-wal", "-shm"]) {
    await IOUtils.remove(`${path}${companion}`, { ignoreAbsent: true });
  }
  return target;
}
