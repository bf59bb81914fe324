import * as z from "zod/mini";
import { count, integer, nullableText, text, uuid } from "./formats.ts";
import { wireEvents } from "./wire-event.ts";

const shared = {
  arch: z.optional(text),
  clientId: uuid,
  /** Milliseconds since 1970, the client's clock. */
  created: integer,
  createdDate: z.optional(z.string().check(z.regex(/[0-9]{4}-[0-9]{2}-[0-9]{2}/))),
  createdTimestamp: z.optional(count),
  device: z.optional(text),
  events: wireEvents,
  /** Experiment id to branch. */
  experiments: z.optional(z.record(text, text)),
  locale: text,
  os: text,
  osversion: text,
  profileDate: z.optional(integer),
  profileGroupId: z.optional(uuid),
  /** Counts the pings of one type from 1. */
  seq: count,
  settings: z.record(text, nullableText),
  /** Minutes east of UTC. */
  tz: z.optional(integer),
  v: z.int().check(z.minimum(1)),
};

/** The `mobile-event` ping (schema mobile-event.1) of Fennec, Firefox for Fire TV and their kin. Unknown keys are allowed. */
export const mobileEventPing = z.looseObject({ ...shared, processStartTimestamp: integer });

/** The `focus-event` ping (schema focus-event.1) of Focus, Klar and Rocket. */
export const focusEventPing = z.looseObject({ ...shared, processStartTimestamp: z.optional(integer) });

export type MobileEventPing = z.infer<typeof mobileEventPing>;
export type FocusEventPing = z.infer<typeof focusEventPing>;
