/** Firefox's two recording switches, read at each call. */
export interface RecordingSwitches {
  /** Whether anything is recorded at all. */
  canRecordBase(): boolean;
  /** Whether pre-release data is recorded: on nightly and beta, not on release and ESR. */
  canRecordExtended(): boolean;
}
