import type { EventsByProcess } from "../pings/event-tuple.ts";
import { describeProperties, showArgument } from "./describe.ts";
import type { EngineState } from "./engine-state.ts";
import type { EventDefinitionInfo } from "./event-definition.ts";
import { EventEngine } from "./event-engine.ts";
import type { Bucket, Dataset, EventRecord } from "./event-record.ts";
import type { CallOrigin, EventCall } from "./event-recorder.ts";
import { type CategoryInfo, EventRegistry } from "./event-registry.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import type { Outcome } from "./outcome.ts";
import { PendingEvents, type PendingQueue } from "./pending-queue.ts";
import { type RefusalLog, Refusals, type RefusedCall } from "./refusal-log.ts";
import { Sequence } from "./sequence.ts";

export interface EngineOptions {
  /** Milliseconds since the parent process started; may be fractional. */
  readonly clock: () => number;
  /** Firefox's switch for pre-release data, read at each call. */
  readonly canRecordExtended: () => boolean;
  /** Firefox's switch for all recording, read at each call; on unless given. */
  readonly canRecordBase?: () => boolean;
  readonly limits?: Partial<Limits>;
  /** What another engine's `exportState()` gave: this one goes on where it stopped. */
  readonly state?: EngineState;
  /** The first sequence number of an engine without `state`; 1 unless given. Must be above every seq that `queue.restore` will bring. */
  readonly firstSeq?: number;
  /** Each stored event, synchronously, once it is pending. */
  readonly onRecorded?: (record: EventRecord) => void;
  /** Pending events that a clearing snapshot or `clearEvents` removed. */
  readonly onCleared?: (records: readonly EventRecord[]) => void;
  /** The pending events of a bucket have just become 1000: exactly once a crossing. */
  readonly onStorageLimit?: (bucket: Bucket) => void;
  /** The newest sequence number, after anything the panel shows has changed. */
  readonly onChange?: (seq: number) => void;
}

/**
 * Firefox's event and scalar engine. No call throws for bad input: what Firefox threw or logged is in the outcome, with its text and
 * surface. The callbacks run synchronously inside the call; what they throw comes out of it.
 */
export interface Engine {
  registerEvents(category: unknown, data: unknown, source: string): Outcome;
  registerBuiltinEvents(category: unknown, data: unknown, source: string): Outcome;
  recordEvent(call: EventCall, from: CallOrigin): Outcome<EventRecord>;
  setEventRecordingEnabled(category: unknown, enabled: unknown, source: string): Outcome;
  /**
   * The pending events as tuples by process bucket, at most `limit` of each bucket, oldest first. With `clear` everything goes, events
   * outside the dataset included; only events of the dataset beyond the limit stay.
   */
  snapshotEvents(dataset: Dataset, clear?: boolean, limit?: number): EventsByProcess;
  /** Drops the pending events; registrations, switches and counts stay. */
  clearEvents(): void;
  readonly queue: PendingQueue;
  definitions(): readonly EventDefinitionInfo[];
  categories(): readonly CategoryInfo[];
  readonly refusals: RefusalLog;
  exportState(): EngineState;
}

export function createEngine(options: EngineOptions): Engine {
  const { clock, canRecordExtended, canRecordBase = () => true, state } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const sequence = new Sequence(state?.nextSeq ?? options.firstSeq ?? 1);
  const announceChange = () => options.onChange?.(sequence.last);
  const registry = new EventRegistry();
  const pending = new PendingEvents(announceChange);
  const refusals = new Refusals(limits.refusalsKept, state?.refusals);
  const events = new EventEngine({
    limits,
    clock,
    switches: { canRecordBase, canRecordExtended },
    registry,
    sequence,
    pending,
    countEvent: () => {},
    onRecorded: (record) => options.onRecorded?.(record),
    onCleared: (records) => options.onCleared?.(records),
    onStorageLimit: (bucket) => options.onStorageLimit?.(bucket),
  });
  if (state) {
    registry.restore(state.categories, state.definitions);
    pending.insert(state.pending);
    pending.restoreCarried(state.carried);
  }

  /** Logs a refusal, announces the change, and passes the outcome on. */
  function conclude<T>(outcome: Outcome<T>, source: string, describeCall: () => RefusedCall): Outcome<T> {
    if (!outcome.ok) {
      refusals.add({
        seq: sequence.next(),
        timestamp: clock(),
        source,
        call: describeCall(),
        notice: outcome.refusal,
      });
    }
    announceChange();
    return outcome;
  }

  return {
    registerEvents: (category, data, source) =>
      conclude(events.register(category, data, source), source, () => ({
        function: "registerEvents",
        category: showArgument(category),
      })),
    registerBuiltinEvents: (category, data, source) =>
      conclude(events.registerBuiltin(category, data, source), source, () => ({
        function: "registerBuiltinEvents",
        category: showArgument(category),
      })),
    recordEvent: (call, from) =>
      conclude(events.record(call, from), from.source, () => ({
        function: "recordEvent",
        category: showArgument(call.category),
        method: showArgument(call.method),
        object: showArgument(call.object),
        ...(call.value == null ? {} : { value: showArgument(call.value) }),
        ...(call.extra == null ? {} : { extra: describeProperties(call.extra) }),
      })),
    setEventRecordingEnabled: (category, enabled, source) =>
      conclude(events.setEnabled(category, enabled, source), source, () => ({
        function: "setEventRecordingEnabled",
        category: showArgument(category),
        value: showArgument(enabled),
      })),
    snapshotEvents: (dataset, clear = false, limit) => {
      const snapshot = events.snapshot(dataset, clear, limit);
      if (clear) announceChange();
      return snapshot;
    },
    clearEvents: () => {
      events.clear();
      announceChange();
    },
    queue: pending,
    definitions: () => registry.definitions(),
    categories: () => registry.categories(),
    refusals,
    exportState: () => ({
      version: 1,
      nextSeq: sequence.last + 1,
      categories: registry.categories(),
      definitions: registry.definitions(),
      pending: pending.list(),
      carried: [...pending.carried()],
      refusals: { counts: refusals.counts(), entries: refusals.list() },
    }),
  };
}
