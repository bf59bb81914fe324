import { readOutput, startProgram } from "./programs.ts";

/** Events of a hundred believable clients' day, and of the one among them that records very many. */
const PART = { clients: 160, heavyEvents: 2_000 } as const;
/** What a part makes, about. */
const PART_EVENTS = 10_000;

/**
 * Lands about so many events, of one day, with the usual copies and malformed pings: the same ones each time. None is late,
 * for a dozen nearly empty days would be measured with it.
 * @param more options of `event-telemetry simulate`
 * @returns how many events there are
 */
export async function simulateLanding(
  folder: string,
  events: number,
  more: Readonly<Record<string, number>> = {},
): Promise<number> {
  const parts = Math.round(events / PART_EVENTS);
  const options = {
    clients: parts * PART.clients,
    "heavy-clients": parts,
    "heavy-events": PART.heavyEvents,
    days: 1,
    late: 0,
    seed: "bench",
    out: folder,
    ...more,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const output = await readOutput(startProgram("cli", ["simulate", ...flags]));
  const counts = /^│ all\s+│[^│]+│\s*([\d,]+)/m.exec(output)?.[1];
  if (counts === undefined)
    throw new Error(`the simulation does not say how many events it made:\n${output}`);
  return Number(counts.replaceAll(",", ""));
}
