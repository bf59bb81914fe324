import * as z from "zod/mini";
import { commonPing } from "./common-ping.ts";
import { count, integer, nullableInteger, nullableText, text, uuid } from "./formats.ts";
import { wireEvents } from "./wire-event.ts";

const info = z.partial(
  z.looseObject({
    addons: nullableText,
    previousBuildId: nullableText,
    previousSessionId: nullableText,
    previousSubsessionId: nullableText,
    profileSubsessionCounter: count,
    reason: text,
    revision: text,
    sessionId: text,
    /** Seconds. */
    sessionLength: nullableInteger,
    /** Hour precision and the client's own offset: `2018-06-08T00:00:00.0+06:00`. */
    sessionStartDate: text,
    subsessionCounter: count,
    subsessionId: text,
    /** Seconds. */
    subsessionLength: z.nullable(count),
    subsessionStartDate: text,
    /** Minutes east of UTC. */
    timezoneOffset: nullableInteger,
  }),
);

const scalar = z.union([integer, text, z.boolean()]);
const scalars = z.record(text, scalar);
const keyedScalars = z.record(text, z.record(text, scalar));

function describeMainPing<Events extends z.ZodMiniType>(events: Events) {
  const measurements = {
    events: z.optional(events),
    keyedScalars: z.optional(keyedScalars),
    scalars: z.optional(scalars),
  };
  const process = z.optional(z.looseObject(measurements));
  return z.extend(commonPing, {
    clientId: uuid,
    payload: z.optional(
      z.looseObject({
        info: z.optional(info),
        processes: z.optional(
          z.looseObject({
            content: process,
            dynamic: process,
            extension: process,
            gpu: process,
            parent: z.looseObject({ ...measurements, scalars }),
            socket: process,
          }),
        ),
      }),
    ),
    type: z.enum(["main", "first-shutdown"]),
  });
}

/** The `main` and `first-shutdown` pings (schema main.4): one bad event makes the ping invalid. */
export const mainPing = describeMainPing(wireEvents);

/**
 * The same ping as the pipeline takes it: a malformed event costs itself and not its ping, as `main_summary` had it
 * (each is counted in `errors`).
 */
export const mainPingAnyEvents = describeMainPing(z.unknown());

export type MainPing = z.infer<typeof mainPing>;
