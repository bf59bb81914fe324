import { LONGEST_PAGE_TEXT, MOST_PAGE_VALUES, PAGE_RATE } from "../protocol/hybrid-limits.ts";
import type { HybridReply, HybridRequest, PageFault } from "../protocol/hybrid-protocol.ts";
import { readDetail } from "./read-detail.ts";
import { TokenBucket } from "./token-bucket.ts";

/** The document a content script stands in. */
export interface HybridPage {
  readonly isTopLevel: boolean;
  /** `location.protocol`: `https:`, `about:`, … */
  readonly scheme: string;
  /** `window.origin`: `null` for a sandboxed document. */
  readonly origin: string;
  /** Hears a DOM event of the page. */
  listen(type: string, listener: (event: { readonly detail?: unknown }) => void): void;
  /** Fires a DOM event on the page's document that bubbles, with a detail the page can read. */
  dispatch(type: string, detail: object): void;
}

/** The way to the background. */
export interface HybridChannel {
  /** Resolves with undefined when no background answers. */
  send(request: HybridRequest): Promise<HybridReply | undefined>;
  /** Calls back when the upload policy may have changed. */
  onPolicyChange(listener: () => void): void;
}

export interface HybridClock {
  /** Milliseconds, never going back. */
  now(): number;
  after(milliseconds: number, callback: () => void): void;
}

const FLOOD_REPORT_MS = 1_000;
const FAULTS = {
  "not-top-level": "Not a tab's top-level window",
  scheme: "Neither an https nor an about page",
  "opaque-origin": "A sandboxed document",
} as const;
const PAGE_CALLS: readonly string[] = ["init", "registerEvents", "recordEvent"];

/**
 * The content side of hybrid content telemetry: answers a page's `mozTelemetry` events as Firefox 63 to 70 did.
 * A page learns that it is not trusted, and the upload policy once it is; of anything else it learns nothing.
 */
export class HybridContent {
  private readonly page: HybridPage;
  private readonly channel: HybridChannel;
  private readonly clock: HybridClock;
  private readonly bucket: TokenBucket;
  private dropped = 0;
  private isAccepted = false;

  constructor(page: HybridPage, channel: HybridChannel, clock: HybridClock) {
    this.page = page;
    this.channel = channel;
    this.clock = clock;
    this.bucket = new TokenBucket(PAGE_RATE, () => clock.now());
  }

  start(): void {
    this.page.listen("mozTelemetry", (event) => this.receive(event));
  }

  private receive(event: { readonly detail?: unknown }): void {
    const fault = this.findPageFault();
    if (fault !== null) this.page.dispatch("mozTelemetryUntrustedOrigin", {});
    if (!this.bucket.take()) {
      this.countDropped();
    } else if (fault !== null) {
      void this.ask(refused(fault, FAULTS[fault]));
    } else {
      void this.ask(toRequest(event));
    }
  }

  private findPageFault(): keyof typeof FAULTS | null {
    const { isTopLevel, scheme, origin } = this.page;
    if (!isTopLevel) return "not-top-level";
    if (scheme === "about:") return null;
    if (scheme !== "https:") return "scheme";
    return origin === "null" ? "opaque-origin" : null;
  }

  private async ask(request: HybridRequest): Promise<void> {
    const reply = await this.send(request);
    if (reply === null) return;
    if (!reply.ok) {
      const isAnswered = request.call === "refused" && request.data.code !== "malformed";
      if (reply.untrusted && !isAnswered && request.call !== "policy") {
        this.page.dispatch("mozTelemetryUntrustedOrigin", {});
      }
      return;
    }
    this.accept();
    if (request.call === "init" || request.call === "policy") {
      this.page.dispatch("mozTelemetryPolicyChange", { canUpload: reply.canUpload });
    }
  }

  /** Null when the add-on was removed or switched off under the open page, which then is as in any other browser. */
  private async send(request: HybridRequest): Promise<HybridReply | null> {
    try {
      return (await this.channel.send(request)) ?? null;
    } catch {
      return null;
    }
  }

  /** Only a page that was let through once hears of policy changes. */
  private accept(): void {
    if (this.isAccepted) return;
    this.isAccepted = true;
    this.channel.onPolicyChange(() => void this.ask({ eventTelemetry: "hybrid", call: "policy", data: {} }));
  }

  /** A flood is told once a second, as a number. */
  private countDropped(): void {
    this.dropped += 1;
    if (this.dropped > 1) return;
    this.clock.after(FLOOD_REPORT_MS, () => {
      const count = this.dropped;
      this.dropped = 0;
      void this.ask(refused("rate-limited", `over ${PAGE_RATE.perSecond} messages a second`, count));
    });
  }
}

function toRequest(event: { readonly detail?: unknown }): HybridRequest {
  const reading = readDetail(event.detail, { textUnits: LONGEST_PAGE_TEXT, values: MOST_PAGE_VALUES });
  if (!reading.ok) return refused("malformed", reading.reason);
  if (!PAGE_CALLS.includes(reading.name)) {
    return refused("malformed", `unknown name ${reading.name.slice(0, 40)}`);
  }
  // The background parses the data; here it is only known to be plain and small.
  return { eventTelemetry: "hybrid", call: reading.name, data: reading.data ?? {} } as HybridRequest;
}

function refused(code: PageFault, reason: string, count = 1): HybridRequest {
  return { eventTelemetry: "hybrid", call: "refused", data: { code, reason, count } };
}
