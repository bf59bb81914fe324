import type { Oddity, Upload } from "./upload.ts";

/** What a simulation has made so far. */
export interface SimulationSummary {
  readonly uploads: number;
  /** In all uploads together, copies included. */
  readonly events: number;
  /** On the wire, of bodies. */
  readonly bytes: number;
  readonly byType: Readonly<
    Record<string, { readonly uploads: number; readonly events: number; readonly bytes: number }>
  >;
  readonly oddities: Readonly<Record<Oddity, number>>;
}

export class SummaryCounter {
  readonly #byType: Record<string, { uploads: number; events: number; bytes: number }> = {};
  readonly #oddities: Record<Oddity, number> = { duplicate: 0, late: 0, malformed: 0 };
  #uploads = 0;
  #events = 0;
  #bytes = 0;

  count({ documentType, events, oddities }: Upload, bytes: number): void {
    this.#byType[documentType] ??= { uploads: 0, events: 0, bytes: 0 };
    const type = this.#byType[documentType];
    type.uploads += 1;
    type.events += events;
    type.bytes += bytes;
    this.#uploads += 1;
    this.#events += events;
    this.#bytes += bytes;
    for (const oddity of oddities) this.#oddities[oddity] += 1;
  }

  read(): SimulationSummary {
    return {
      uploads: this.#uploads,
      events: this.#events,
      bytes: this.#bytes,
      byType: this.#byType,
      oddities: this.#oddities,
    };
  }
}
