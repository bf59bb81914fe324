import { TokenBucket } from "../hybrid/token-bucket.ts";
import { describeFault } from "../protocol/describe-fault.ts";
import { ORIGIN_RATE } from "../protocol/hybrid-limits.ts";
import {
  type HybridReply,
  type HybridRequest,
  hybridRequest,
  type PageEvent,
  type PageFault,
  type PageRegistration,
} from "../protocol/hybrid-protocol.ts";
import { AdmissionOrder } from "./admission-order.ts";

/** Who sent a message, as Firefox says it: the part of runtime.MessageSender that is checked. */
export interface PageSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly incognito: boolean } | undefined;
}

export interface HybridRefusal {
  readonly code: PageFault | "sender" | "disabled" | "untrusted" | "private-window" | "failed";
  readonly message: string;
  /** The page's origin (`https://example.org`, `about:page`; `file:` where there is none), or `unknown`. */
  readonly origin: string;
  /** How many messages of the page this stands for. */
  readonly count: number;
}

/** What only the experiment can do. */
export interface HybridServiceDeps {
  /** This add-on's own id: content scripts send with it, and nobody else can. */
  readonly ownId: string;
  /** Milliseconds, never going back. */
  now(): number;
  /** The pref `extensions.event-telemetry.hybrid.enabled`. */
  isEnabled(): Promise<boolean>;
  /** Whether the permission manager has `hc_telemetry` = ALLOW for this origin. */
  isTrusted(origin: string): Promise<boolean>;
  /** The pref `datareporting.healthreport.uploadEnabled`. */
  canUpload(): Promise<boolean>;
  /** Registers in the bucket `dynamic` with the origin as the source; rejects with the engine's refusal. */
  register(registration: PageRegistration, origin: string): Promise<void>;
  /** Records in the bucket `dynamic` with the origin as the source. */
  record(event: PageEvent, origin: string): Promise<void>;
  /** Told of each refusal, for the debug panel. */
  refused(refusal: HybridRefusal): void;
}

interface Admitted {
  readonly request: HybridRequest;
  readonly origin: string;
  readonly isPrivate: boolean;
}

type Admission = Admitted | (HybridRefusal & { readonly untrusted: boolean });

/** Buckets of more origins than this are let go once they are full again. */
const MOST_BUCKETS = 500;

/**
 * The background side of hybrid content telemetry: `runtime.onMessage` for content scripts. Believes neither the page
 * nor the content script about who they are: the sender is checked as Firefox names it, then the pref, then the
 * permission, then the message. In private windows nothing is registered or recorded, and the page sees
 * what it would see with upload switched off.
 */
export class HybridService {
  private readonly deps: HybridServiceDeps;
  private readonly order = new AdmissionOrder();
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(deps: HybridServiceDeps) {
    this.deps = deps;
  }

  handle(message: unknown, sender: PageSender): Promise<HybridReply> {
    return this.order.admit(
      () => this.admit(message, sender),
      async (admission) => {
        if (!("code" in admission)) return await this.perform(admission);
        const { untrusted, ...refusal } = admission;
        this.deps.refused(refusal);
        return { ok: false, untrusted };
      },
    );
  }

  private async admit(message: unknown, sender: PageSender): Promise<Admission> {
    const { origin, isEligible } = readOrigin(sender.url);
    const refuse = (code: HybridRefusal["code"], text: string, untrusted: boolean, count = 1) => ({
      code,
      message: text,
      origin,
      count,
      untrusted,
    });
    if (sender.id !== this.deps.ownId || sender.tab === undefined) {
      return refuse("sender", "Not from this add-on's content script in a tab", true);
    }
    if (sender.frameId !== 0) return refuse("not-top-level", "Not from a tab's top-level window", true);
    if (!isEligible) return refuse("scheme", "Not from an https or about page", true);
    if (!this.takeToken(origin)) {
      return refuse(
        "rate-limited",
        `Over ${ORIGIN_RATE.perSecond} messages a second from this origin`,
        false,
      );
    }
    if (!(await this.deps.isEnabled())) {
      return refuse("disabled", "extensions.event-telemetry.hybrid.enabled is false", true);
    }
    if (!(await this.deps.isTrusted(origin))) {
      return refuse("untrusted", "The origin has no permission hc_telemetry", true);
    }
    const parsed = hybridRequest.safeParse(message);
    if (!parsed.success) return refuse("malformed", describeFault(parsed.error, message), false);
    const { data: request } = parsed;
    if (request.call === "refused") {
      return refuse(request.data.code, request.data.reason, false, request.data.count);
    }
    return { request, origin, isPrivate: sender.tab.incognito };
  }

  private async perform({ request, origin, isPrivate }: Admitted): Promise<HybridReply> {
    const isPolicy = request.call === "init" || request.call === "policy";
    if (isPrivate && !isPolicy) {
      this.refuse("private-window", "Nothing is recorded in private windows", origin);
    } else {
      await this.pass(request, origin);
    }
    return { ok: true, canUpload: !isPrivate && (await this.deps.canUpload()) };
  }

  private async pass(request: HybridRequest, origin: string): Promise<void> {
    try {
      if (request.call === "registerEvents") await this.deps.register(request.data, origin);
      if (request.call === "recordEvent") await this.deps.record(request.data, origin);
    } catch (error) {
      // As in Firefox the page never learns; the panel does.
      this.refuse("failed", error instanceof Error ? error.message : String(error), origin);
    }
  }

  private refuse(code: HybridRefusal["code"], message: string, origin: string): void {
    this.deps.refused({ code, message, origin, count: 1 });
  }

  private takeToken(origin: string): boolean {
    if (this.buckets.size > MOST_BUCKETS) {
      for (const [known, bucket] of this.buckets) if (bucket.isFull) this.buckets.delete(known);
    }
    const bucket = this.buckets.get(origin) ?? new TokenBucket(ORIGIN_RATE, () => this.deps.now());
    this.buckets.set(origin, bucket);
    return bucket.take();
  }
}

/**
 * `https://host[:port]`, or `about:page` without query and fragment, which alone are eligible. Of other schemes the
 * origin is for the panel only.
 */
function readOrigin(url: string | undefined): { readonly origin: string; readonly isEligible: boolean } {
  if (url === undefined || !URL.canParse(url)) return { origin: "unknown", isEligible: false };
  const { protocol, origin, pathname } = new URL(url);
  if (protocol === "about:") return { origin: `about:${pathname}`, isEligible: true };
  return { origin: origin === "null" ? protocol : origin, isEligible: protocol === "https:" };
}
