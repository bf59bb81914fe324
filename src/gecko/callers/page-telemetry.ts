import type { Engine } from "../../engine/engine.ts";
import type { Outcome } from "../../engine/outcome.ts";
import { reportOutcome } from "../browser-console.ts";

/** The two calls a web page has. Nothing is known of the arguments' types, and neither call ever throws. */
export type PageTelemetry = ReturnType<typeof createPageTelemetry>;

/**
 * Hybrid content's calls for one origin: `dynamic` events whose source is the origin. As in Firefox 59 to 70 the page never
 * learns what became of a call; a person does, from the Browser Console and the panel.
 */
export function createPageTelemetry(engine: Engine, origin: string) {
  const say = (outcome: Outcome<unknown>): void => {
    const thrown = reportOutcome(outcome);
    if (thrown !== null) {
      console.error(`Event Telemetry: ${origin}: ${thrown.message}`);
    }
  };
  return {
    registerEvents(category: unknown, data: unknown): void {
      say(engine.registerEvents(category, data, origin));
    },
    recordEvent(category: unknown, method: unknown, object: unknown, value: unknown, extra: unknown): void {
      say(engine.recordEvent({ category, method, object, value, extra }, { source: origin }));
    },
  };
}
