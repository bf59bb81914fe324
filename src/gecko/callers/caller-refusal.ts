import type { Engine } from "../../engine/engine.ts";

/** Somebody who may not record, or a message that is no call. */
export interface CallerRefusal {
  /** Add-on id or page origin. */
  readonly source: string;
  /** Stable, kebab-case: `not-allowed`, `untrusted`, `malformed`, `rate-limited`, … */
  readonly code: string;
  readonly message: string;
  /** How many messages this stands for. */
  readonly count: number;
}

/** Puts it among the engine's own refusals, which the panel shows. */
export function logRefusal(engine: Engine, { source, code, message, count }: CallerRefusal): void {
  const got = count === 1 ? "1 message" : `${count} messages`;
  engine.refuse({ code, surface: "silent", message, field: "caller", limit: null, got }, source, {
    function: "message",
  });
}
