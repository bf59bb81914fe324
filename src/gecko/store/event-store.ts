import type { EventRecord } from "../../engine/event-record.ts";
import type { PingSession } from "../../pings/build-event-ping.ts";
import { migrate } from "./schema.ts";
import { type Connection, type Row, sqlite } from "./sqlite.ts";

/** Events that a session left behind. */
export interface Leftovers {
  readonly session: PingSession;
  readonly records: readonly EventRecord[];
}

/**
 * The durable queue: one row an event, keyed by session and sequence number. Every method is one transaction, and
 * rejects with the database's own error; who calls decides what a full or broken disk means.
 */
export class EventStore {
  private readonly connection: Connection;
  private readonly sessionRows = new Map<string, number>();

  private constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Opens or creates the database at `path`. Rejects when the file is not a database we can use. */
  static async open(path: string): Promise<EventStore> {
    const connection = await sqlite().openConnection({ path, sharedMemoryCache: false });
    try {
      await migrate(connection);
      await connection.execute("SELECT count(*) FROM events");
    } catch (error) {
      await connection.close();
      throw error;
    }
    return new EventStore(connection);
  }

  /** Writes the session's row ahead of its events, so that its first commit, too, is one hop to the database thread. */
  async beginSession(session: PingSession): Promise<void> {
    await this.sessionRow(session);
  }

  /** One statement for the whole group is a transaction of its own: one hop to the database thread, not one a row. */
  async insert(session: PingSession, records: readonly EventRecord[]): Promise<void> {
    await this.connection.executeCached(
      `INSERT OR REPLACE INTO events (session, seq, record)
       SELECT :session, json_extract(value, '$.seq'), value FROM json_each(:records)`,
      { session: await this.sessionRow(session), records: JSON.stringify(records) },
    );
  }

  async remove(sessionId: string, seqs: readonly number[]): Promise<void> {
    await this.connection.executeCached(
      `DELETE FROM events
        WHERE session = (SELECT id FROM sessions WHERE session_id = :sessionId)
          AND seq IN (SELECT value FROM json_each(:seqs))`,
      { sessionId, seqs: JSON.stringify(seqs) },
    );
  }

  /** All sessions that have events here, oldest first, each with its events in the order they were recorded. */
  async load(): Promise<readonly Leftovers[]> {
    const sessions = await this.connection.execute(
      `SELECT id, session_id, subsession_id, process_start FROM sessions
        WHERE EXISTS (SELECT 1 FROM events WHERE events.session = sessions.id) ORDER BY id`,
    );
    const leftovers: Leftovers[] = [];
    for (const row of sessions) {
      const events = await this.connection.execute(
        "SELECT record FROM events WHERE session = :session ORDER BY seq",
        { session: row.getResultByName("id") },
      );
      leftovers.push({ session: toSession(row), records: events.map(toRecord) });
    }
    return leftovers;
  }

  /** Forgets every event; sessions without events go with them. */
  async clear(): Promise<void> {
    await this.connection.executeTransaction(async () => {
      await this.connection.execute("DELETE FROM events");
      await this.connection.execute("DELETE FROM sessions");
    });
    this.sessionRows.clear();
  }

  /** Removes sessions other than the given one that have no events left. */
  async dropEmptySessions(currentSessionId: string): Promise<void> {
    await this.connection.execute(
      `DELETE FROM sessions WHERE session_id <> :current
          AND NOT EXISTS (SELECT 1 FROM events WHERE events.session = sessions.id)`,
      { current: currentSessionId },
    );
  }

  /** Events dropped over the bounds and not yet told in an event ping. */
  async lostEvents(): Promise<number> {
    const rows = await this.connection.execute("SELECT events FROM lost WHERE only = 1");
    return Number(rows[0]?.getResultByName("events") ?? 0);
  }

  async setLostEvents(events: number): Promise<void> {
    await this.connection.executeCached("INSERT OR REPLACE INTO lost (only, events) VALUES (1, :events)", {
      events,
    });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async sessionRow(session: PingSession): Promise<number> {
    const key = `${session.sessionId} ${session.subsessionId}`;
    const known = this.sessionRows.get(key);
    if (known !== undefined) {
      return known;
    }
    await this.connection.executeCached(
      `INSERT INTO sessions (session_id, subsession_id, process_start)
       VALUES (:sessionId, :subsessionId, :processStart)
       ON CONFLICT (session_id) DO UPDATE SET subsession_id = excluded.subsession_id`,
      { ...session },
    );
    const [row] = await this.connection.executeCached(
      "SELECT id FROM sessions WHERE session_id = :sessionId",
      {
        sessionId: session.sessionId,
      },
    );
    const id = Number(row?.getResultByName("id"));
    this.sessionRows.set(key, id);
    return id;
  }
}

function toSession(row: Row): PingSession {
  return {
    sessionId: String(row.getResultByName("session_id")),
    subsessionId: String(row.getResultByName("subsession_id")),
    processStart: Number(row.getResultByName("process_start")),
  };
}

/** Our own rows, written by `insert` above; a row that is not one is a bug and fails loudly. */
function toRecord(row: Row): EventRecord {
  return JSON.parse(String(row.getResultByName("record"))) as EventRecord;
}
