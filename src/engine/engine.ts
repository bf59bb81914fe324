import { createConclude } from "./conclude-call.ts";
import type { EngineState } from "./engine-state.ts";
import { createEventApi, type EventApi } from "./event-api.ts";
import type { Bucket, EventRecord } from "./event-record.ts";
import { EventRegistry } from "./event-registry.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { type Notice, refused } from "./outcome.ts";
import { PendingEvents, type PendingQueue } from "./pending-queue.ts";
import { type RefusalLog, Refusals, type RefusedCall } from "./refusal-log.ts";
import { createScalarApi, type ScalarApi } from "./scalar-api.ts";
import { coreScalars } from "./scalar-definition.ts";
import { ScalarRegistry } from "./scalar-registry.ts";
import { ScalarStore } from "./scalar-store.ts";
import { Sequence } from "./sequence.ts";
import { countEvent } from "./summary-counts.ts";

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
  /** Each stored event, synchronously, once it is pending, with what there was to say about it: truncations. */
  readonly onRecorded?: (record: EventRecord, notices: readonly Notice[]) => void;
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
export interface Engine extends EventApi, ScalarApi {
  readonly queue: PendingQueue;
  readonly refusals: RefusalLog;
  /** Logs what was refused before it became a call: a source without the right, a message of the wrong shape. */
  refuse(notice: Notice, source: string, call: RefusedCall): void;
  exportState(): EngineState;
}

export function createEngine(options: EngineOptions): Engine {
  const { clock, canRecordExtended, canRecordBase = () => true, state } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const sequence = new Sequence(state?.nextSeq ?? 1);
  const announceChange = () => options.onChange?.(sequence.last);
  const switches = { canRecordBase, canRecordExtended };
  const refusals = new Refusals(limits.refusalsKept, state?.refusals);
  const conclude = createConclude({ refusals, sequence, clock, announceChange });

  const scalarRegistry = new ScalarRegistry(coreScalars(limits));
  const scalars = { limits, switches, registry: scalarRegistry, store: new ScalarStore() };
  const events = {
    limits,
    clock,
    switches,
    sequence,
    registry: new EventRegistry(),
    pending: new PendingEvents(announceChange),
    countEvent: countEvent(scalars),
    onRecorded: (record: EventRecord, notices: readonly Notice[]) => options.onRecorded?.(record, notices),
    onCleared: (records: readonly EventRecord[]) => options.onCleared?.(records),
    onStorageLimit: (bucket: Bucket) => options.onStorageLimit?.(bucket),
  };
  if (state) {
    events.registry.restore(state.categories, state.definitions);
    events.pending.insert(state.pending);
    events.pending.restoreCarried(state.carried);
    scalars.registry.restore(state.scalarDefinitions);
    scalars.store.restore(state.scalars);
  }
  return {
    ...createEventApi(events, conclude, announceChange),
    ...createScalarApi(scalars, conclude, announceChange),
    queue: events.pending,
    refusals,
    refuse: (notice, source, call) => {
      conclude(refused(notice), source, () => call);
    },
    exportState: () => ({
      version: 1,
      nextSeq: sequence.last + 1,
      categories: events.registry.categories(),
      definitions: events.registry.definitions(),
      pending: events.pending.list(),
      carried: [...events.pending.carried()],
      scalarDefinitions: scalars.registry.definitions(),
      scalars: scalars.store.exportState(),
      refusals: { counts: refusals.counts(), entries: refusals.list() },
    }),
  };
}
