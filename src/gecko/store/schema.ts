import type { Connection } from "./sqlite.ts";

/** One step a version, applied in order inside one transaction; a released step is never edited. */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE sessions (
       id INTEGER PRIMARY KEY,
       session_id TEXT NOT NULL UNIQUE,
       subsession_id TEXT NOT NULL,
       process_start INTEGER NOT NULL
     )`,
    `CREATE TABLE events (
       session INTEGER NOT NULL REFERENCES sessions (id),
       seq INTEGER NOT NULL,
       record TEXT NOT NULL,
       PRIMARY KEY (session, seq)
     ) WITHOUT ROWID`,
    `CREATE TABLE lost (
       only INTEGER PRIMARY KEY CHECK (only = 1),
       events INTEGER NOT NULL
     )`,
  ],
];

/** Opens with a write-ahead log, so that a commit costs one append and a kill leaves either all of it or nothing. */
const PRAGMAS = ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON"];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a database to the current schema. Throws for a database of a newer schema: an older build must not touch it.
 */
export async function migrate(connection: Connection): Promise<void> {
  for (const pragma of PRAGMAS) {
    await connection.execute(pragma);
  }
  const version = await connection.getSchemaVersion();
  if (version > SCHEMA_VERSION) {
    throw new Error(`The event database has schema ${version}; this build knows ${SCHEMA_VERSION} at most`);
  }
  await connection.executeTransaction(async () => {
    for (const statements of MIGRATIONS.slice(version)) {
      for (const statement of statements) {
        await connection.execute(statement);
      }
    }
    await connection.setSchemaVersion(SCHEMA_VERSION);
  });
}
