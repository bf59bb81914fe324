import { MOBILE_EVENTS, recordEvent } from "./event-catalogue.ts";
import type { MobileClient } from "./mobile-client.ts";
import { DAY, HOUR, planDay, type Stretch } from "./people.ts";
import type { Random } from "./random.ts";
import type { SimulatedPing } from "./simulated-ping.ts";
import type { SimulationSettings } from "./simulation-options.ts";

/** Limits of the mobile telemetry libraries: a ping is made of at least 3 events and of at most 500. */
const MIN_EVENTS = 3;
const MAX_EVENTS = 500;

/** All pings of one mobile client over the simulated days, in the order it makes them: one when it is put away. */
export function* simulateMobile(
  random: Random,
  client: MobileClient,
  settings: SimulationSettings,
): Generator<SimulatedPing> {
  let pings = 0;
  for (let day = 0; day < settings.days; day += 1) {
    for (const stretch of planDay(random, client.person, settings.firstDay + day * DAY)) {
      const events = recordMobileEvents(random, client, stretch, settings.eventsPerHour);
      if (events.length < MIN_EVENTS) continue;
      pings += 1;
      yield makeMobilePing(random, client, stretch, events, pings);
    }
  }
}

function recordMobileEvents(
  random: Random,
  { person }: MobileClient,
  { start, end }: Stretch,
  eventsPerHour: number,
) {
  const expected = (eventsPerHour * person.liveliness * (end - start)) / HOUR;
  const count = Math.min(Math.round(random.longTailed(expected, 0.6)), MAX_EVENTS);
  const times = Array.from({ length: count }, () => random.int(0, end - start)).sort((a, b) => a - b);
  return times.map((time) => recordEvent(random, random.weighted(MOBILE_EVENTS), time));
}

function makeMobilePing(
  random: Random,
  { documentType, person, product, osVersion, device, settings, profileDate }: MobileClient,
  { start, end }: Stretch,
  events: readonly unknown[],
  seq: number,
): SimulatedPing {
  const created = end + person.skew;
  return {
    documentType,
    documentId: random.uuid(),
    document: {
      v: 1,
      clientId: person.clientId,
      seq,
      locale: person.place.locale,
      os: product.os,
      osversion: osVersion,
      created,
      createdTimestamp: Math.max(created, 0),
      createdDate: new Date(created).toISOString().slice(0, 10),
      processStartTimestamp: start + person.skew,
      tz: person.place.timezone,
      device,
      arch: "arm64-v8a",
      profileDate,
      settings,
      ...(person.experiments.length > 0 && {
        experiments: Object.fromEntries(person.experiments.map(({ id, branch }) => [id, branch])),
      }),
      events,
    },
    madeAt: end,
    events: events.length,
    sender: "product",
  };
}
