import type { EventStore, Leftovers } from "./event-store.ts";
import type { HandOverNote, HandOverNotes } from "./hand-over-notes.ts";

/** Where Firefox keeps pings: what is in neither place was never handed over. */
export interface FirefoxPings {
  isPending(pingId: string): Promise<boolean>;
  isArchived(pingId: string): Promise<boolean>;
}

/**
 * Puts the database right after whatever ended the last session: events whose ping Firefox holds are deleted, all
 * others are pending again. Returns what earlier sessions left, each with its session.
 */
export async function recover(
  store: EventStore,
  notes: HandOverNotes,
  pings: FirefoxPings,
): Promise<readonly Leftovers[]> {
  for (const note of await notes.list()) {
    if (note.done || (await isHeld(note, pings))) {
      await store.remove(note.sessionId, note.seqs);
    }
    await notes.remove(note.pingId);
  }
  return store.load();
}

async function isHeld(note: HandOverNote, pings: FirefoxPings): Promise<boolean> {
  return (await pings.isPending(note.pingId)) || (await pings.isArchived(note.pingId));
}
