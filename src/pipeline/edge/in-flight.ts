import { Refusal } from "./refusal.ts";

/** Uploads under way, and the bytes of their bodies that have arrived. */
export interface InFlightLoad {
  readonly bytes: number;
  readonly requests: number;
}

/** Bounds what the edge holds in memory: uploads under way, and the bytes of their bodies that have arrived. */
export class InFlight {
  readonly #maxBytes: number;
  readonly #maxRequests: number;
  #bytes = 0;
  #requests = 0;

  constructor(maxBytes: number, maxRequests: number) {
    this.#maxBytes = maxBytes;
    this.#maxRequests = maxRequests;
  }

  get load(): InFlightLoad {
    return { bytes: this.#bytes, requests: this.#requests };
  }

  /**
   * Lets one upload in. A body counts as it arrives, so that slow senders reserve nothing by announcing much.
   * @param announcedBytes its Content-Length
   * @throws Refusal 503 when there is no room
   */
  admit(announcedBytes: number): Admission {
    if (this.#requests >= this.#maxRequests || this.#bytes + announcedBytes > this.#maxBytes) {
      throw new Refusal(503);
    }
    this.#requests += 1;
    let held = 0;
    return {
      hold: (bytes) => {
        if (this.#bytes + bytes > this.#maxBytes) throw new Refusal(503);
        this.#bytes += bytes;
        held += bytes;
      },
      release: () => {
        this.#bytes -= held;
        this.#requests -= 1;
      },
    };
  }
}

/** One upload's place. */
export interface Admission {
  /** @throws Refusal 503 when these bytes are too many */
  hold(bytes: number): void;
  /** Gives everything back; called once. */
  release(): void;
}
