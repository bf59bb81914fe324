/** Every answer but 200, with its words: spec of Mozilla's edge (gcp-ingestion) and its 2018 HTTP edge specification. */
const REFUSALS = {
  400: "bad request",
  404: "not found",
  405: "method not allowed",
  411: "length required",
  413: "payload too large",
  414: "path too long",
  431: "header too large",
  500: "internal error",
  503: "overloaded, try again later",
  507: "insufficient storage",
} as const;

export type RefusalStatus = keyof typeof REFUSALS;

/** Thrown or returned to answer an upload with something other than 200. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: RefusalStatus;
  /** The methods that would do, for 405. */
  readonly allow: string | undefined;

  constructor(status: RefusalStatus, allow?: readonly string[]) {
    super(REFUSALS[status]);
    this.status = status;
    this.allow = allow?.join(", ");
  }
}

/** The body of the answer: the words and a newline. */
export function refusalText(status: RefusalStatus): string {
  return `${REFUSALS[status]}\n`;
}
