import type { Extra } from "../pings/event-tuple.ts";
import { boundText, describe } from "./describe.ts";
import type { EventDefinition } from "./event-definition.ts";
import { type Bucket, DATASET_ALL_CHANNELS, type EventRecord } from "./event-record.ts";
import type { EventRegistry } from "./event-registry.ts";
import { readText } from "./foreign.ts";
import type { Limits } from "./limits.ts";
import { accepted, type Notice, type Outcome, type Refused, refused } from "./outcome.ts";
import { type ReadExtra, readEventExtra, readEventValue } from "./read-event-arguments.ts";
import type { RecordingSwitches } from "./recording-switches.ts";
import type { Sequence } from "./sequence.ts";
import { replaceLoneSurrogates } from "./utf8.ts";

/** The arguments of `recordEvent`, from a caller nobody has checked. */
export interface EventCall {
  readonly category: unknown;
  readonly method: unknown;
  readonly object: unknown;
  readonly value?: unknown;
  readonly extra?: unknown;
}

/** Where a call came from. */
export interface CallOrigin {
  /** An add-on id, a page origin, or `firefox`. */
  readonly source: string;
  /** The process it was made in, `parent` unless given. Add-on events go to `dynamic` whatever it is. */
  readonly process?: Bucket;
  /** Milliseconds since the parent process started; the engine's clock unless given. */
  readonly timestamp?: number;
}

export interface RecorderParts {
  readonly limits: Limits;
  readonly clock: () => number;
  readonly switches: RecordingSwitches;
  readonly registry: EventRegistry;
  readonly sequence: Sequence;
  /** Adds 1 to the summary scalar of the event. */
  readonly countEvent: (definition: EventDefinition, bucket: Bucket) => void;
}

/**
 * Decides about one call of `recordEvent`, in the order of Firefox's checks (TelemetryEvent.cpp, `RecordEvent`): value, extra, the
 * definition, its expiry, the extra keys, permission, the summary count, the category's switch. The first refusal is the answer.
 * Returns the record to store; storing it is the caller's.
 */
export function recordEvent(parts: RecorderParts, call: EventCall, from: CallOrigin): Outcome<EventRecord> {
  const { registry, limits, switches, sequence } = parts;
  const timestamp = from.timestamp ?? parts.clock();
  const definition = findDefinition(registry, call);
  const value = readEventValue(call.value, limits);
  if (!value.ok) return refuse(definition, value.refusal, value.notices);
  const extra = readEventExtra(call.extra, limits);
  const notices = value.notices.length === 0 ? extra.notices : [...value.notices, ...extra.notices];
  if (!extra.ok) return refuse(definition, extra.refusal, notices);
  if (!definition) return refuse(definition, describeUnknown(registry, call), notices);

  const problem = findObstacle(definition, extra.value, switches);
  if (problem) return refuse(definition, problem, notices);
  const bucket = definition.builtin ? (from.process ?? "parent") : "dynamic";
  parts.countEvent(definition, bucket);
  if (!registry.isEnabled(definition.category)) {
    const what = { code: "category-disabled", field: "category", got: describe(definition.category) };
    return refuse(definition, silent(what), notices);
  }
  definition.recorded++;
  const record: EventRecord = {
    seq: sequence.next(),
    timestamp,
    category: definition.category,
    method: definition.method,
    object: definition.object,
    value: value.value,
    extra: buildExtra(extra.value),
    bucket,
    dataset: definition.dataset,
    source: from.source,
  };
  return accepted(record, notices);
}

function findDefinition(registry: EventRegistry, call: EventCall): EventDefinition | undefined {
  const category = readText(call.category);
  const method = readText(call.method);
  const object = readText(call.object);
  if (category === null || method === null || object === null) return undefined;
  return registry.find(category, method, object);
}

/** The checks between the look-up and the summary count. */
function findObstacle(
  definition: EventDefinition,
  extra: ReadExtra | null,
  switches: RecordingSwitches,
): Notice | undefined {
  if (definition.expired) return silent({ code: "expired", field: "object", got: describe(definition.key) });
  const badKey = extra?.keys.find((key) => !definition.extraKeys.includes(key));
  if (badKey !== undefined) {
    return {
      code: "extra-key",
      surface: "warning",
      message: `Invalid extra key for event ${nameEvent(definition)}.`,
      field: `extra.${boundText(badKey)}`,
      limit: null,
      got: describe(badKey),
    };
  }
  if (!switches.canRecordBase())
    return silent({ code: "recording-off", field: "category", got: "recording is off" });
  if (definition.dataset !== DATASET_ALL_CHANNELS && !switches.canRecordExtended()) {
    return silent({ code: "not-on-this-channel", field: "record_on_release", got: "false" });
  }
  return undefined;
}

/** Firefox said nothing about these; the panel does. */
function silent(what: Pick<Notice, "code" | "field" | "got">): Notice {
  return { ...what, surface: "silent", message: "", limit: null };
}

function refuse(
  definition: EventDefinition | undefined,
  refusal: Notice,
  notices: readonly Notice[],
): Refused {
  if (definition) definition.refused++;
  return refused(refusal, notices);
}

/** Firefox did not tell an unknown category from an unknown method or object; the field does. */
function describeUnknown(registry: EventRegistry, call: EventCall): Notice {
  const names = [call.category, call.method, call.object].map((name) => readText(name) ?? describe(name));
  const [category = "", method = "", object = ""] = names;
  const field = registry.findUnknownField(category, method);
  const message = `Unknown event: ${nameEvent({ category, method, object })}`;
  return { code: "unknown-event", surface: "error", message, field, limit: null, got: describe(call[field]) };
}

function nameEvent({
  category,
  method,
  object,
}: {
  category: string;
  method: string;
  object: string;
}): string {
  return replaceLoneSurrogates(`["${category}", "${method}", "${object}"]`);
}

/** Every key is a registered identifier here, so none can be `__proto__`; an extra without keys is no extra. */
function buildExtra(extra: ReadExtra | null): Extra | null {
  if (!extra || extra.keys.length === 0) return null;
  const built: Record<string, string> = {};
  extra.keys.forEach((key, at) => {
    built[key] = extra.values[at] ?? "";
  });
  return built;
}
