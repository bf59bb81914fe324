import type { EventsByProcess, EventTuple } from "../../pings/event-tuple.ts";
import { DESKTOP_EVENTS, recordEvent } from "./event-catalogue.ts";
import { HOUR, type Stretch } from "./people.ts";
import type { Random } from "./random.ts";

/** An event with the process that recorded it. */
export interface RecordedEvent {
  readonly process: string;
  /** By the true clock. */
  readonly at: number;
  readonly tuple: EventTuple;
}

/** What a client records in a stretch of use, in the order of time. */
export function recordDesktopEvents(
  random: Random,
  { start, end }: Stretch,
  perHour: number,
  processStart: number,
): RecordedEvent[] {
  const expected = (perHour * (end - start)) / HOUR;
  const count = Math.round(expected > 100 ? expected : random.longTailed(expected, 0.6));
  const times = Array.from({ length: count }, () => random.int(start, end)).sort((a, b) => a - b);
  return times.map((at) => {
    const event = random.weighted(DESKTOP_EVENTS);
    return { process: event.process, at, tuple: recordEvent(random, event, at - processStart) };
  });
}

/** Events as pings carry them: by process. */
export function groupByProcess(events: readonly RecordedEvent[]): EventsByProcess {
  const grouped: Record<string, EventTuple[]> = {};
  for (const { process, tuple } of events) {
    grouped[process] ??= [];
    grouped[process].push(tuple);
  }
  return grouped;
}
