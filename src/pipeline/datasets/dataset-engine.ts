/** A query whose rows become Parquet files. */
export interface DatasetQuery {
  /** In the dialect of the dataset files. */
  readonly sql: string;
  /** The folder to write; it does not exist yet. */
  readonly folder: string;
  /** Hive partition columns, as the query names them. */
  readonly partitionBy: readonly string[];
}

/** A name for a query or for a folder of Parquet files. */
export interface DatasetView {
  readonly name: string;
  /**
   * A query in the dialect of the dataset files, or the Parquet files below a folder, Hive partitions as text columns. A
   * folder that has grown over time may hold files with fewer columns.
   */
  readonly source: { readonly sql: string } | { readonly parquet: string; readonly grown?: boolean };
  /** Read more than once: worth computing at once. */
  readonly keep?: boolean;
}

export interface DatasetJob {
  /** Each may read those before it. */
  readonly views: readonly DatasetView[];
  readonly queries: readonly DatasetQuery[];
}

/** Something that runs dataset queries: DuckDB in this process, or Spark. */
export interface DatasetEngine {
  /** Makes it ready for jobs; called once, before the first. */
  open?(): Promise<void>;
  /**
   * Runs a job; rejects with the engine's own message when a query fails.
   * @param onWritten told how many of the job's queries are written
   */
  run(job: DatasetJob, onWritten?: (queries: number) => void): Promise<void>;
  /** Ends it; called once, after the last job or a failure. */
  close?(): Promise<void>;
}
