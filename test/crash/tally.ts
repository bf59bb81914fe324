/** An event the campaign recorded: its number, and the session it was recorded in. */
export interface RecordedEvent {
  readonly n: number;
  readonly sessionId: string;
  /** When recordEvent had returned, ms on the campaign's own clock; null when the kill came first. */
  acknowledgedAt: number | null;
}

/** An event as the edge has it after decoding. */
export interface ArrivedEvent {
  readonly n: number;
  readonly sessionId: string | undefined;
  readonly documentId: string;
  readonly documentType: string;
}

export interface Tally {
  readonly recorded: number;
  readonly acknowledged: number;
  /** Acknowledged more than the commit span before their kill: these must arrive. */
  readonly due: number;
  readonly arrived: number;
  readonly duplicate: readonly number[];
  readonly lost: readonly number[];
  readonly wrongSession: readonly number[];
}

/**
 * Compares what was recorded with what arrived. A ping that came twice with the same document type and id counts once,
 * as the decoder counts it.
 */
export function tally(
  recorded: readonly RecordedEvent[],
  arrivals: readonly ArrivedEvent[],
  isDue: (event: RecordedEvent) => boolean,
): Tally {
  const copies = new Map<number, Map<string, ArrivedEvent>>();
  for (const event of arrivals) {
    const pings = copies.get(event.n) ?? new Map<string, ArrivedEvent>();
    pings.set(`${event.documentType} ${event.documentId}`, event);
    copies.set(event.n, pings);
  }
  const due = recorded.filter(isDue);
  const sessions = new Map(recorded.map((event) => [event.n, event.sessionId]));
  return {
    recorded: recorded.length,
    acknowledged: recorded.filter((event) => event.acknowledgedAt !== null).length,
    due: due.length,
    arrived: copies.size,
    duplicate: [...copies].filter(([, pings]) => pings.size > 1).map(([n]) => n),
    lost: due.filter((event) => !copies.has(event.n)).map((event) => event.n),
    wrongSession: arrivals
      .filter((event) => event.sessionId !== sessions.get(event.n))
      .map((event) => event.n),
  };
}
