/** An event of a main or event ping in a decoded table. */
export interface DecodedEvent {
  /** The process it was recorded in, as the ping names it: `parent`, `content`, `dynamic` for add-ons, … */
  readonly process: string;
  readonly timestamp: number;
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly string_value: string | null;
  readonly map_values: Readonly<Record<string, unknown>> | null;
}

/** An event that is in no dataset, and why. */
export interface MalformedEvent {
  /** Where it was and what was wrong: `payload.processes.parent.events[3].timestamp: expected a whole number`. */
  readonly message: string;
  /** What was sent. */
  readonly event: unknown;
}

export interface DecodedEvents {
  readonly events: DecodedEvent[];
  readonly malformed: MalformedEvent[];
}
