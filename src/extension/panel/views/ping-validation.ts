/** Loaded when a ping is looked at: the schemas are the largest part of the panel. */
import { eventPing } from "../../../pings/event-ping.ts";
import { explainFault } from "../../../pings/explain-fault.ts";
import { mainPing } from "../../../pings/main-ping.ts";

/** `null`: valid; a text: what is wrong and where; `undefined`: there is no schema for this type. */
export type Verdict = string | null | undefined;

/** Validates a ping by the schema that the pipeline decodes it with. */
export function validatePing(json: string): Verdict {
  const ping = JSON.parse(json) as { readonly type?: unknown };
  const schema =
    ping.type === "event"
      ? eventPing
      : ping.type === "main" || ping.type === "first-shutdown"
        ? mainPing
        : null;
  if (schema === null) return undefined;
  const result = schema.safeParse(ping);
  return result.success ? null : explainFault(result.error, ping);
}
