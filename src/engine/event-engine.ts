import type { EventsByProcess } from "../pings/event-tuple.ts";
import { describe } from "./describe.ts";
import type { Bucket, Dataset, EventRecord } from "./event-record.ts";
import { type CallOrigin, type EventCall, type RecorderParts, recordEvent } from "./event-recorder.ts";
import { selectEvents } from "./event-snapshot.ts";
import { readText } from "./foreign.ts";
import { accepted, type Notice, type Outcome, refused } from "./outcome.ts";
import { type EventRegistration, parseEventData } from "./parse-event-data.ts";
import type { PendingEvents } from "./pending-queue.ts";

export interface EventEngineParts extends RecorderParts {
  readonly pending: PendingEvents;
  readonly onRecorded: (record: EventRecord, notices: readonly Notice[]) => void;
  readonly onCleared: (records: readonly EventRecord[]) => void;
  readonly onStorageLimit: (bucket: Bucket) => void;
}

/** The event half of the engine: registration, recording, the categories' switches and snapshots. */
export class EventEngine {
  readonly #parts: EventEngineParts;

  constructor(parts: EventEngineParts) {
    this.#parts = parts;
  }

  register(category: unknown, data: unknown, source: string): Outcome {
    return this.#register(category, data, (parsed) => {
      this.#parts.registry.registerDynamic(parsed.category, parsed.entries, source);
    });
  }

  registerBuiltin(category: unknown, data: unknown, source: string): Outcome {
    return this.#register(category, data, (parsed) => {
      this.#parts.registry.registerBuiltin(parsed.category, parsed.entries, source);
    });
  }

  record(call: EventCall, from: CallOrigin): Outcome<EventRecord> {
    const { pending, limits, onRecorded, onStorageLimit } = this.#parts;
    const outcome = recordEvent(this.#parts, call, from);
    if (!outcome.ok) return outcome;
    const { bucket } = outcome.value;
    const reachedLimit = pending.append(outcome.value) === limits.storedEvents;
    onRecorded(outcome.value, outcome.notices);
    if (!reachedLimit) return outcome;
    onStorageLimit(bucket);
    return accepted(outcome.value, [...outcome.notices, storageLimitNotice(bucket, limits.storedEvents)]);
  }

  /**
   * Switches a category. Firefox knew its own categories only; here whoever registered events in a category may switch it too. For anyone
   * else it stays unknown, with Firefox's warning.
   */
  setEnabled(category: unknown, enabled: unknown, source: string): Outcome {
    const { registry } = this.#parts;
    const name = readText(category);
    if (name !== null && registry.maySwitch(name, source)) {
      registry.setEnabled(name, Boolean(enabled));
      return accepted(undefined);
    }
    const known = name !== null && registry.hasCategory(name);
    return refused({
      code: known ? "category-of-another" : "unknown-category",
      surface: "warning",
      message: `Unknown category for SetEventRecordingEnabled: ${name ?? describe(category)}`,
      field: "category",
      got: describe(category),
    });
  }

  snapshot(dataset: Dataset, clear: boolean, limit: number | undefined): EventsByProcess {
    const { pending, onCleared } = this.#parts;
    const selection = selectEvents(pending.byBucket(), dataset, toLimit(limit));
    if (!clear) return selection.snapshot;
    const kept = new Set(selection.leftovers);
    const cleared = pending.clear().filter((record) => !kept.has(record));
    pending.insert(selection.leftovers);
    if (cleared.length > 0) onCleared(cleared);
    return selection.snapshot;
  }

  clear(): void {
    const cleared = this.#parts.pending.clear();
    if (cleared.length > 0) this.#parts.onCleared(cleared);
  }

  #register(category: unknown, data: unknown, apply: (registration: EventRegistration) => void): Outcome {
    const parsed = parseEventData(category, data, this.#parts.limits);
    if (!parsed.ok) return parsed;
    apply(parsed.value);
    return accepted(undefined);
  }
}

/** A limit is an unsigned 32-bit integer in nsITelemetry; left out, there is none. */
function toLimit(limit: number | undefined): number {
  return limit === undefined ? Number.POSITIVE_INFINITY : limit >>> 0;
}

function storageLimitNotice(bucket: Bucket, limit: number): Notice {
  return {
    code: "storage-limit",
    surface: "warning",
    message: "Event storage limit reached.",
    field: "events",
    limit,
    got: `${limit} events in ${bucket}`,
  };
}
