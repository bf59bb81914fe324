import type { SimulatedPing } from "./simulated-ping.ts";

/** How an upload differs from a plain one, for the summary. */
export type Oddity = "duplicate" | "late" | "malformed";

/** One request of a simulated client, whole but for being gzipped. */
export interface Upload {
  /** ms since 1970 with fractions, when an edge takes it. */
  readonly submittedAt: number;
  /** Without the query. */
  readonly uri: string;
  readonly address: string;
  /** As they are written on the wire. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** What to send of the text: gzipped, gzipped and cut off, or as it is. */
  readonly packing: "gzip" | "cut-gzip" | "plain";
  readonly documentType: SimulatedPing["documentType"];
  readonly events: number;
  readonly oddities: readonly Oddity[];
}
