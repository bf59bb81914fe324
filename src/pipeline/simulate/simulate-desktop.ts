import type { DesktopClient } from "./desktop-client.ts";
import { buildEnvelope, type DesktopEnvelope } from "./desktop-environment.ts";
import { type RecordedEvent, recordDesktopEvents } from "./desktop-events.ts";
import {
  type DesktopPingParts,
  makeEventPings,
  makeMainPing,
  type SubsessionPlace,
} from "./desktop-pings.ts";
import { DAY, HOUR, planDay, type Stretch } from "./people.ts";
import type { Random } from "./random.ts";
import type { SimulatedPing } from "./simulated-ping.ts";
import type { SimulationSettings } from "./simulation-options.ts";
import { type Subsession, splitSession } from "./subsessions.ts";

/** Events of the main ping at most: the hard limit of Firefox's event telemetry. */
const MAIN_PING_LIMIT = 500;

/** Very many events take a long day: a full event ping every ten minutes at most. */
const HEAVY_DAY: Stretch = { start: 2 * HOUR, end: 22 * HOUR };

/** Clients whose clock is wrong also see it set while they run, and events from before their process started. */
const CLOCK_SET_WHILE_RUNNING = 0.2;

/** What a profile remembers from one session to the next. */
interface History {
  readonly sessionId: string | null;
  readonly subsessionId: string | null;
  readonly subsessions: number;
}

/** All pings of one Firefox over the simulated days, in the order it makes them. */
export function* simulateDesktop(
  random: Random,
  client: DesktopClient,
  settings: SimulationSettings,
): Generator<SimulatedPing> {
  const envelope = buildEnvelope(random, client);
  let history: History = { sessionId: null, subsessionId: null, subsessions: random.int(0, 500) };
  let busyUntil = 0;
  for (let day = 0; day < settings.days; day += 1) {
    const midnight = settings.firstDay + day * DAY;
    for (const stretch of planSessions(random, client, midnight)) {
      if (stretch.start <= busyUntil) continue;
      busyUntil = stretch.end;
      history = yield* simulateSession({ random, client, settings, envelope, history }, stretch);
    }
  }
}

function planSessions(
  random: Random,
  { heavy, person }: DesktopClient,
  midnight: number,
): readonly Stretch[] {
  if (!heavy) return planDay(random, person, midnight);
  return [{ start: midnight + HEAVY_DAY.start, end: midnight + HEAVY_DAY.end }];
}

interface SessionParts {
  readonly random: Random;
  readonly client: DesktopClient;
  readonly settings: SimulationSettings;
  readonly envelope: DesktopEnvelope;
  readonly history: History;
}

function* simulateSession(parts: SessionParts, stretch: Stretch): Generator<SimulatedPing, History> {
  const { random, client, envelope, settings, history } = parts;
  const sessionId = random.uuid();
  const isFirst = history.sessionId === null && client.isNew;
  const subsessions = splitSession(random, stretch, client.person.place.timezone);
  let { subsessionId } = history;
  for (const [i, subsession] of subsessions.entries()) {
    const place: SubsessionPlace = {
      sessionId,
      subsessionId: random.uuid(),
      previousSessionId: history.sessionId,
      previousSubsessionId: subsessionId,
      processStart: stretch.start,
      subsessionCounter: i + 1,
      profileSubsessionCounter: history.subsessions + i + 1,
    };
    subsessionId = place.subsessionId;
    const events = recordEvents(parts, subsession, stretch.start);
    const riding = client.carrier === "main" ? events.slice(0, MAIN_PING_LIMIT) : [];
    const ping: DesktopPingParts = { client, envelope, place, subsession };
    yield* makeEventPings(random, events.slice(riding.length), ping);
    yield makeMainPing(random, "main", riding, settings.histograms, ping);
    if (isFirst && subsession.reason === "shutdown") {
      yield makeMainPing(random, "first-shutdown", riding, settings.histograms, ping);
    }
  }
  return { sessionId, subsessionId, subsessions: history.subsessions + subsessions.length };
}

function recordEvents(
  { random, client: { heavy, person }, settings }: SessionParts,
  subsession: Subsession,
  processStart: number,
): RecordedEvent[] {
  const heavyPerHour = (settings.heavyEvents * HOUR) / (HEAVY_DAY.end - HEAVY_DAY.start);
  const perHour = heavy ? heavyPerHour : settings.eventsPerHour * person.liveliness;
  const clockWasSet = person.skew !== 0 && random.chance(CLOCK_SET_WHILE_RUNNING);
  return recordDesktopEvents(random, subsession, perHour, processStart + (clockWasSet ? HOUR : 0));
}
