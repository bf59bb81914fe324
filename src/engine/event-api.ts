import type { EventsByProcess } from "../pings/event-tuple.ts";
import type { Conclude } from "./conclude-call.ts";
import { describeProperties, showArgument } from "./describe.ts";
import type { EventDefinitionInfo } from "./event-definition.ts";
import { EventEngine, type EventEngineParts } from "./event-engine.ts";
import type { Dataset, EventRecord } from "./event-record.ts";
import type { CallOrigin, EventCall } from "./event-recorder.ts";
import type { CategoryInfo } from "./event-registry.ts";
import type { Outcome } from "./outcome.ts";
import type { RefusedCall } from "./refusal-log.ts";

/** The event half of `Engine`, with nsITelemetry's names and meanings. */
export interface EventApi {
  /** Registers an add-on's events and enables their category. All or nothing. */
  registerEvents(category: unknown, data: unknown, source: string): Outcome;
  /** Registers or overwrites Firefox's own events; a new category stays off. All or nothing. */
  registerBuiltinEvents(category: unknown, data: unknown, source: string): Outcome;
  recordEvent(call: EventCall, from: CallOrigin): Outcome<EventRecord>;
  /** For built-in categories anyone, for an add-on's category whoever registered events in it. */
  setEventRecordingEnabled(category: unknown, enabled: unknown, source: string): Outcome;
  /**
   * The pending events as tuples by process bucket, at most `limit` of each bucket, oldest first. With `clear` everything goes, events
   * outside the dataset included; only events of the dataset beyond the limit stay.
   */
  snapshotEvents(dataset: Dataset, clear?: boolean, limit?: number): EventsByProcess;
  /** Drops the pending events; registrations, switches and counts stay. */
  clearEvents(): void;
  definitions(): readonly EventDefinitionInfo[];
  categories(): readonly CategoryInfo[];
}

export function createEventApi(
  parts: EventEngineParts,
  conclude: Conclude,
  announceChange: () => void,
): EventApi {
  const events = new EventEngine(parts);
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
      conclude(events.record(call, from), from.source, () => describeRecordEvent(call)),
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
    definitions: () => parts.registry.definitions(),
    categories: () => parts.registry.categories(),
  };
}

function describeRecordEvent({ category, method, object, value, extra }: EventCall): RefusedCall {
  return {
    function: "recordEvent",
    category: showArgument(category),
    method: showArgument(method),
    object: showArgument(object),
    ...(value === undefined || value === null ? {} : { value: showArgument(value) }),
    ...(extra === undefined || extra === null ? {} : { extra: describeProperties(extra) }),
  };
}
