import type * as z from "zod/mini";
import { explainFault } from "../../pings/explain-fault.ts";

const LONGEST = 200;

/** What is wrong with a message, as `args[1]: expected string, got 5`; bounded, whatever the message holds. */
export function describeFault(error: z.core.$ZodError, message: unknown): string {
  return explainFault(error, message)
    .replace(/^ping: /, "")
    .slice(0, LONGEST);
}
