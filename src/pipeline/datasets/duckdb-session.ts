import { type DuckDBConnection, DuckDBInstance, type DuckDBType, type DuckDBValue } from "@duckdb/node-api";
import { quoteText } from "../sql-text.ts";

export interface DuckdbOptions {
  /** Where DuckDB may spill what does not fit into memory. */
  readonly temporaryFolder: string;
  /** With its unit: `640MB`. */
  readonly memoryLimit: string;
  readonly threads: number;
}

/** An in-memory DuckDB with bounds; extensions are neither looked for nor downloaded. */
export class DuckdbSession {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open({ temporaryFolder, memoryLimit, threads }: DuckdbOptions): Promise<DuckdbSession> {
    const instance = await DuckDBInstance.create(":memory:", {
      temp_directory: temporaryFolder,
      memory_limit: memoryLimit,
      threads: String(threads),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      // Rows of a dataset have no order; keeping one would hold whole row groups back in memory.
      preserve_insertion_order: "false",
    });
    return new DuckdbSession(instance, await instance.connect());
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Runs a COPY … TO and says how many rows it wrote. */
  async copy(query: string, to: string, options: string): Promise<number> {
    const reader = await this.#connection.runAndReadAll(`COPY (${query}) TO ${quoteText(to)} (${options})`);
    return Number(reader.getRows()[0]?.[0] ?? 0);
  }

  async readRows(sql: string): Promise<Record<string, unknown>[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRowObjectsJson();
  }

  /** The columns of a query, without running it. */
  async describe(query: string): Promise<[name: string, type: DuckDBType][]> {
    const reader = await this.#connection.runAndReadAll(`SELECT * FROM (${query}) LIMIT 0`);
    return reader.columnNames().map((name, i) => [name, reader.columnType(i)]);
  }

  /** Runs a statement and hands on its rows as they come, a batch at a time. */
  async stream(
    sql: string,
  ): Promise<{ columns: readonly string[]; batches: AsyncIterable<DuckDBValue[][]> }> {
    const result = await this.#connection.stream(sql);
    return { columns: result.deduplicatedColumnNames(), batches: result.yieldRows() };
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
