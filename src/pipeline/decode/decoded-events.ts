import { type Columns, long, map, text } from "./column.ts";

/** An event of a main or event ping in a decoded table. */
export const decodedEventColumns: Columns = {
  /** The process it was recorded in, as the ping names it: `parent`, `content`, `dynamic` for add-ons, … */
  process: text,
  timestamp: long,
  category: text,
  method: text,
  object: text,
  string_value: text,
  map_values: map(text),
};

/** An event of a mobile ping in a decoded table. */
export const mobileEventColumns: Columns = {
  timestamp: long,
  category: text,
  method: text,
  object: text,
  value: text,
  extra: map(text),
};

type Extra = Readonly<Record<string, unknown>> | null;

/** The events of a main or event ping, one list a column of {@link decodedEventColumns}. */
export class EventLists {
  readonly process: string[] = [];
  readonly timestamp: number[] = [];
  readonly category: string[] = [];
  readonly method: string[] = [];
  readonly object: string[] = [];
  readonly string_value: (string | null)[] = [];
  readonly map_values: Extra[] = [];

  /** @param head the first four items of an event, checked */
  add(process: string, head: readonly unknown[], value: string | null, extra: Extra): void {
    this.process.push(process);
    this.timestamp.push(head[0] as number);
    this.category.push(head[1] as string);
    this.method.push(head[2] as string);
    this.object.push(head[3] as string);
    this.string_value.push(value);
    this.map_values.push(extra);
  }
}

/** An event that is in no dataset, and why. */
export interface MalformedEvent {
  /** Where it was and what was wrong: `payload.processes.parent.events[3].timestamp: expected a whole number`. */
  readonly message: string;
  /** What was sent. */
  readonly event: unknown;
}

export interface DecodedEvents {
  readonly events: EventLists;
  readonly malformed: MalformedEvent[];
}
