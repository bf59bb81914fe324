import { buildEventPing, EVENT_PING_LIMIT, type EventPingReason } from "../../pings/build-event-ping.ts";
import { formatLocalHour } from "./client-clock.ts";
import type { DesktopClient } from "./desktop-client.ts";
import type { DesktopEnvelope } from "./desktop-environment.ts";
import { groupByProcess, type RecordedEvent } from "./desktop-events.ts";
import { countSearches, fillHistograms } from "./measurements.ts";
import { HOUR, MINUTE } from "./people.ts";
import type { Random } from "./random.ts";
import type { SimulatedPing } from "./simulated-ping.ts";
import type { Subsession } from "./subsessions.ts";

/** Where in a client's history a subsession stands. */
export interface SubsessionPlace {
  readonly sessionId: string;
  readonly subsessionId: string;
  readonly previousSessionId: string | null;
  readonly previousSubsessionId: string | null;
  readonly processStart: number;
  readonly subsessionCounter: number;
  readonly profileSubsessionCounter: number;
}

export interface DesktopPingParts {
  readonly client: DesktopClient;
  readonly envelope: DesktopEnvelope;
  readonly place: SubsessionPlace;
  readonly subsession: Subsession;
}

/** Wraps a payload as Firefox's TelemetryController does, with the client's own time. */
function wrap(
  type: SimulatedPing["documentType"],
  payload: object,
  documentId: string,
  madeAt: number,
  { client: { person }, envelope }: DesktopPingParts,
): Record<string, unknown> {
  return {
    type,
    id: documentId,
    creationDate: new Date(madeAt + person.skew).toISOString(),
    version: 4,
    application: envelope.application,
    payload,
    clientId: person.clientId,
    environment: envelope.environment,
  };
}

/** The main ping of a subsession, carrying `events`. */
export function makeMainPing(
  random: Random,
  type: "main" | "first-shutdown",
  events: readonly RecordedEvent[],
  histograms: number,
  parts: DesktopPingParts,
): SimulatedPing {
  const documentId = random.uuid();
  const { end, reason } = parts.subsession;
  return {
    documentType: type,
    documentId,
    document: wrap(type, buildMainPayload(random, events, histograms, parts), documentId, end, parts),
    madeAt: end,
    events: events.length,
    sender: reason === "shutdown" ? "pingsender" : "product",
  };
}

function buildMainPayload(
  random: Random,
  events: readonly RecordedEvent[],
  histograms: number,
  parts: DesktopPingParts,
): Record<string, unknown> {
  const byProcess = groupByProcess(events);
  const processes = Object.fromEntries(
    Object.entries(byProcess).map(([process, tuples]) => [process, { scalars: {}, events: tuples }]),
  );
  const ticks = Math.round((parts.subsession.end - parts.subsession.start) / 5000 / 3);
  return {
    ver: 4,
    simpleMeasurements: {
      activeTicks: ticks,
      firstPaint: random.int(300, 4000),
      main: random.int(20, 200),
      sessionRestored: random.int(900, 9000),
      totalTime: Math.round((parts.subsession.end - parts.place.processStart) / 1000),
    },
    info: buildInfo(parts),
    histograms: fillHistograms(random, histograms),
    keyedHistograms: countSearches(random, parts.client.searchEngine),
    processes: {
      ...processes,
      parent: {
        scalars: {
          "browser.engagement.active_ticks": ticks,
          "browser.engagement.total_uri_count": events.length * 3 + random.int(0, 50),
          "browser.engagement.unfiltered_uri_count": random.int(0, 80),
        },
        keyedScalars: { "browser.search.content.urlbar": { "google:tagged": random.int(1, 9) } },
        ...(byProcess.parent && { events: byProcess.parent }),
      },
      dynamic: {
        scalars: {},
        keyedScalars: { "telemetry.dynamic_event_counts": countEvents(byProcess.dynamic ?? []) },
        ...(byProcess.dynamic && { events: byProcess.dynamic }),
      },
    },
  };
}

function countEvents(events: readonly (readonly unknown[])[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, category, method, object] of events) {
    const key = `${category}#${method}#${object}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function buildInfo({ client: { person }, place, subsession }: DesktopPingParts): Record<string, unknown> {
  const { start, end, reason } = subsession;
  const { processStart, ...ids } = place;
  return {
    ...ids,
    previousBuildId: null,
    reason,
    revision: "https://hg.mozilla.org/releases/mozilla-release/rev/0123456789abcdef",
    addons: null,
    timezoneOffset: person.place.timezone,
    sessionStartDate: formatLocalHour(processStart + person.skew, person.place.timezone),
    subsessionStartDate: formatLocalHour(start + person.skew, person.place.timezone),
    sessionLength: Math.round((end - processStart) / 1000),
    subsessionLength: Math.round((end - start) / 1000),
  };
}

/** The event pings that take `events`: at most 1000 each, none open for more than an hour. */
export function* makeEventPings(
  random: Random,
  events: readonly RecordedEvent[],
  parts: DesktopPingParts,
): Generator<SimulatedPing> {
  const { person } = parts.client;
  const session = {
    ...parts.place,
    processStart: Math.round((parts.place.processStart + person.skew) / MINUTE) * MINUTE,
  };
  for (let from = 0; from < events.length; ) {
    const part = takePart(events, from);
    from += part.length;
    const reason = reasonFor(part, from === events.length && parts.subsession.reason === "shutdown");
    const last = part.at(-1)?.at ?? 0;
    const madeAt = reason === "shutdown" ? parts.subsession.end : last;
    const lost = part.length === EVENT_PING_LIMIT && random.chance(0.05) ? random.int(1, 300) : 0;
    const payload = buildEventPing(reason, session, groupByProcess(part), lost);
    const documentId = random.uuid();
    yield {
      documentType: "event",
      documentId,
      document: wrap("event", payload, documentId, madeAt, parts),
      madeAt,
      events: part.length,
      sender: reason === "shutdown" ? "pingsender" : "product",
    };
  }
}

function takePart(events: readonly RecordedEvent[], from: number): readonly RecordedEvent[] {
  const begun = events[from]?.at ?? 0;
  const full = events.slice(from, from + EVENT_PING_LIMIT);
  const late = full.findIndex(({ at }) => at - begun > HOUR);
  return late === -1 ? full : full.slice(0, late);
}

function reasonFor(part: readonly RecordedEvent[], isLastOfSession: boolean): EventPingReason {
  if (part.length === EVENT_PING_LIMIT) return "max";
  return isLastOfSession ? "shutdown" : "periodic";
}
