import { z } from "zod";
import type { CapturedPing } from "./capture.ts";

const eventTuple = z.tuple([z.number(), z.string(), z.string(), z.string()]).rest(z.unknown());
export type SentEvent = z.infer<typeof eventTuple>;

const payload = z.object({
  info: z.object({ reason: z.string(), sessionId: z.string() }).optional(),
  reason: z.string().optional(),
  sessionId: z.string().optional(),
  lostEventsCount: z.number().optional(),
  processes: z.record(z.string(), z.looseObject({ events: z.array(eventTuple).optional() })).optional(),
  events: z.record(z.string(), z.array(eventTuple)).optional(),
});

/** The parts of a main or an event ping that speak of events, in one shape. */
export interface PingEvents {
  readonly reason: string | undefined;
  readonly sessionId: string | undefined;
  readonly lost: number;
  /** By process, the processes without events left out. */
  readonly events: Readonly<Record<string, readonly SentEvent[]>>;
}

export function readEvents(ping: CapturedPing): PingEvents {
  const { info, reason, sessionId, lostEventsCount, processes, events } = payload.parse(ping.body.payload);
  const inMain = Object.entries(processes ?? {}).flatMap(([name, section]) =>
    section.events === undefined ? [] : [[name, section.events] as const],
  );
  return {
    reason: info?.reason ?? reason,
    sessionId: info?.sessionId ?? sessionId,
    lost: lostEventsCount ?? 0,
    events: events ?? Object.fromEntries(inMain),
  };
}

/** The numbers that `recordThings` gave to the events of a category, in the order in which they came. */
export function numbersOf(pings: readonly CapturedPing[], category: string): number[] {
  return pings
    .flatMap((ping) => Object.values(readEvents(ping).events).flat())
    .filter((event) => event[1] === category)
    .map((event) => Number((event[5] as { n: string }).n));
}
