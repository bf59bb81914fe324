const TOPIC = "http-on-examine-response";
const SUBMISSION = /\/submit\/telemetry\/([0-9a-f-]{36})\//;
/** Answers kept for the list of pings; the oldest go. */
const KEPT = 500;

interface HttpChannel {
  readonly URI: GeckoURI;
  readonly responseStatus: number;
}

/**
 * What the telemetry server answered for each ping, by the ping's id: Firefox itself only forgets a ping after any 2xx or 4xx. It looks
 * at every response of this Firefox, so it is on only while somebody wants to know.
 */
export class ServerReplies {
  private readonly statuses = new Map<string, number>();
  private readonly onReply: (pingId: string, status: number) => void;
  private listening = false;

  constructor(onReply: (pingId: string, status: number) => void) {
    this.onReply = onReply;
  }

  /** The HTTP status of the last answer, or null when none was seen. */
  of(pingId: string): number | null {
    return this.statuses.get(pingId) ?? null;
  }

  listen(on: boolean): void {
    if (on === this.listening) {
      return;
    }
    this.listening = on;
    if (on) {
      Services.obs.addObserver(this, TOPIC);
    } else {
      Services.obs.removeObserver(this, TOPIC);
    }
  }

  observe(subject: unknown): void {
    const channel = (subject as { QueryInterface(iface: unknown): HttpChannel }).QueryInterface(
      Ci.nsIHttpChannel,
    );
    const pingId = SUBMISSION.exec(channel.URI.spec)?.[1];
    if (pingId === undefined) {
      return;
    }
    this.statuses.delete(pingId);
    this.statuses.set(pingId, channel.responseStatus);
    for (const oldest of this.statuses.keys()) {
      if (this.statuses.size <= KEPT) {
        break;
      }
      this.statuses.delete(oldest);
    }
    this.onReply(pingId, channel.responseStatus);
  }
}
