import * as z from "zod/mini";
import { commonPing } from "./common-ping.ts";
import { integer, text, uuid } from "./formats.ts";
import { wireEvents } from "./wire-event.ts";

/** Processes whose events the server checks; those of an unknown process are taken as they are. */
const events = z.partial(
  z.looseObject({
    parent: wireEvents,
    content: wireEvents,
    extension: wireEvents,
    gpu: wireEvents,
    dynamic: wireEvents,
    socket: wireEvents,
  }),
);

/**
 * The `event` ping (schema event.4): the events that found no place in a main ping. `clientId`, `environment` and
 * `payload` are optional; `lostEventsCount` may be negative; `processStartTimestamp` is milliseconds.
 */
export const eventPing = z.extend(commonPing, {
  clientId: z.optional(uuid),
  payload: z.optional(
    z.partial(
      z.looseObject({
        events,
        lostEventsCount: integer,
        processStartTimestamp: integer,
        reason: text,
        sessionId: text,
        subsessionId: text,
      }),
    ),
  ),
  type: z.literal("event"),
});

export type EventPing = z.infer<typeof eventPing>;
