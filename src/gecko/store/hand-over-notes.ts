import type { EventRecord } from "../../engine/event-record.ts";

/** Which events of which session a ping took. */
export interface HandOverNote {
  readonly pingId: string;
  readonly sessionId: string;
  readonly seqs: readonly number[];
  /** True once Firefox has the ping on disk or sent; until then only Firefox's own folders can tell. */
  readonly done: boolean;
}

const DONE = ".done.json";
const OPEN = ".json";

/**
 * The notes of pings on their way from us to Firefox, one small file each beside the database. They are files and
 * not rows because Firefox closes every Sqlite.sys.mjs connection at profile-before-change, while the shutdown
 * ping is assembled one phase later (IOUtils.sendTelemetry).
 */
export class HandOverNotes {
  private readonly folder: string;
  private readonly written = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Resolves when the note is on disk. */
  async write(pingId: string, sessionId: string, records: readonly EventRecord[]): Promise<void> {
    this.written.add(pingId);
    await IOUtils.makeDirectory(this.folder, { ignoreExisting: true });
    const path = this.path(pingId, OPEN);
    const note = { pingId, sessionId, seqs: records.map((record) => record.seq) };
    await IOUtils.writeJSON(path, note, { flush: true, tmpPath: `${path}.tmp` });
  }

  /** From here on the events are Firefox's, whatever happens to the ping. */
  async markDone(pingId: string): Promise<void> {
    await IOUtils.move(this.path(pingId, OPEN), this.path(pingId, DONE));
  }

  async remove(pingId: string): Promise<void> {
    await IOUtils.remove(this.path(pingId, OPEN), { ignoreAbsent: true });
    await IOUtils.remove(this.path(pingId, DONE), { ignoreAbsent: true });
  }

  /** The notes of hand-overs that somebody before us began, and did not end. */
  async listLeft(): Promise<readonly HandOverNote[]> {
    const notes = await this.list();
    return notes.filter(({ pingId }) => !this.written.has(pingId));
  }

  /** Every note found, our own and those of earlier sessions. Half-written files are not notes. */
  async list(): Promise<readonly HandOverNote[]> {
    const paths = await IOUtils.getChildren(this.folder, { ignoreAbsent: true });
    const notes = await Promise.all(paths.filter((path) => path.endsWith(OPEN)).map(read));
    return notes.filter((note) => note !== null);
  }

  private path(pingId: string, ending: string): string {
    return PathUtils.join(this.folder, `${pingId}${ending}`);
  }
}

/** Null for a file that a broken disk has damaged: its events are pending again, which may send them twice but loses none. */
async function read(path: string): Promise<HandOverNote | null> {
  try {
    const note = (await IOUtils.readJSON(path)) as Omit<HandOverNote, "done">;
    return { ...note, done: path.endsWith(DONE) };
  } catch (error) {
    console.error("Event Telemetry: a note of a ping cannot be read:", path, error);
    return null;
  }
}
