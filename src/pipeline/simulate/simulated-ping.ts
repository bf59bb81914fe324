/** A ping that a client has made and not sent yet. */
export interface SimulatedPing {
  readonly documentType: "main" | "first-shutdown" | "event" | "mobile-event" | "focus-event";
  readonly documentId: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** ms since 1970, by the true clock. */
  readonly madeAt: number;
  readonly events: number;
  /** Sent at once by a helper process, or by the product itself when it next has the time. */
  readonly sender: "pingsender" | "product";
}

/** What the address of an upload says of its sender. */
export interface SendingClient {
  readonly appName: string;
  readonly appVersion: string;
  readonly channel: string;
  readonly buildId: string;
  readonly userAgent: string;
  /** As the balancer saw it. */
  readonly address: string;
  /** ms that the client's clock is ahead of the true one. */
  readonly skew: number;
}
