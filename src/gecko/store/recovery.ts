import type { EventStore, Leftovers } from "./event-store.ts";
import type { HandOverNote, HandOverNotes } from "./hand-over-notes.ts";

/** Where Firefox keeps pings: what is in neither place was never handed over. */
export interface FirefoxPings {
  isPending(pingId: string): Promise<boolean>;
  isArchived(pingId: string): Promise<boolean>;
}

/** A hand-over that the end of its session cut off, and whether Firefox got the ping. */
export interface CutOff {
  readonly note: HandOverNote;
  readonly arrived: boolean;
}

/**
 * Looks at what became of the pings that were on their way when an earlier session ended. Reads Firefox's folders, which
 * may take long: the database is not needed meanwhile, so that recording goes on.
 */
export async function findCutOff(notes: HandOverNotes, pings: FirefoxPings): Promise<readonly CutOff[]> {
  const left = await notes.listLeft();
  return Promise.all(left.map(async (note) => ({ note, arrived: note.done || (await isHeld(note, pings)) })));
}

/**
 * Puts the database right: events whose ping Firefox holds are deleted, all others are pending again. Returns what
 * earlier sessions left, each with its session.
 */
export async function recover(
  store: EventStore,
  notes: HandOverNotes,
  cutOff: readonly CutOff[],
): Promise<readonly Leftovers[]> {
  for (const { note, arrived } of cutOff) {
    if (arrived) {
      await store.remove(note.sessionId, note.seqs);
    }
    await notes.remove(note.pingId);
  }
  return store.load();
}

async function isHeld(note: HandOverNote, pings: FirefoxPings): Promise<boolean> {
  return (await pings.isPending(note.pingId)) || (await pings.isArchived(note.pingId));
}
