/** Extra of an event as it travels: a flat object of strings. */
export type Extra = Readonly<Record<string, string>>;

/**
 * One event in the main ping format, 4 to 6 elements, never with a trailing null. The timestamp is whole
 * milliseconds since the parent process started. An extra without a value pads the value with null.
 * Shape: docs/collection/events.rst of Firefox, section "Serialization format".
 */
export type EventTuple =
  | readonly [timestamp: number, category: string, method: string, object: string]
  | readonly [timestamp: number, category: string, method: string, object: string, value: string]
  | readonly [
      timestamp: number,
      category: string,
      method: string,
      object: string,
      value: string | null,
      extra: Extra,
    ];

/** Events of a ping or a snapshot by process bucket (`parent`, `content`, `extension`, `dynamic`, …). */
export type EventsByProcess = Readonly<Record<string, readonly EventTuple[]>>;
