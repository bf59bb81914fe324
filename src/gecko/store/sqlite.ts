/** Firefox's Sqlite.sys.mjs, the part we use: https://searchfox.org/mozilla-central/source/toolkit/modules/Sqlite.sys.mjs */
export interface Connection {
  execute(sql: string, params?: Record<string, unknown>): Promise<Row[]>;
  executeCached(sql: string, params?: Record<string, unknown> | Record<string, unknown>[]): Promise<Row[]>;
  executeTransaction<T>(body: () => Promise<T>): Promise<T>;
  getSchemaVersion(): Promise<number>;
  setSchemaVersion(version: number): Promise<void>;
  close(): Promise<void>;
}

export interface Row {
  getResultByName(name: string): unknown;
}

interface SqliteModule {
  openConnection(options: { path: string; sharedMemoryCache?: boolean }): Promise<Connection>;
  readonly shutdown: {
    addBlocker(name: string, blocker: () => Promise<unknown>): void;
    removeBlocker(blocker: () => Promise<unknown>): void;
  };
}

/** Imported at the first use. */
export function sqlite(): SqliteModule {
  return (ChromeUtils.importESModule("resource://gre/modules/Sqlite.sys.mjs") as { Sqlite: SqliteModule })
    .Sqlite;
}
