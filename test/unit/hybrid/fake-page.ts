import {
  type HybridRefusal,
  HybridService,
  type PageSender,
} from "../../../src/extension/background/hybrid-service.ts";
import { HybridContent } from "../../../src/extension/hybrid/hybrid-content.ts";

export const OWN_ID = "event-telemetry@mozilla.org";

/** The add-on's background with everything that only Firefox can do as plain fields. */
export class FakeBackground {
  isEnabled = true;
  trusted = new Set(["https://trusted.example"]);
  canUpload = true;
  time = 0;
  readonly registered: unknown[] = [];
  readonly recorded: unknown[] = [];
  readonly refusals: HybridRefusal[] = [];
  readonly service = new HybridService({
    ownId: OWN_ID,
    now: () => this.time,
    isEnabled: async () => this.isEnabled,
    isTrusted: async (origin) => this.trusted.has(origin),
    canUpload: async () => this.canUpload,
    register: async (registration, origin) => {
      this.registered.push([origin, registration]);
    },
    record: async ({ category, method, object, value, extra }, origin) => {
      this.recorded.push([origin, category, method, object, value, extra]);
    },
    refused: (refusal) => this.refusals.push(refusal),
  });

  get codes(): string[] {
    return this.refusals.map(({ code }) => code);
  }
}

export interface FakePageOptions {
  readonly url?: string;
  readonly origin?: string;
  readonly frameId?: number;
  readonly incognito?: boolean;
}

/** A document with our content script in it: what the page's script sees is `document`. */
export class FakePage {
  readonly document = new EventTarget();
  /** The content side's answers: event type and detail, in order. */
  readonly answers: [type: string, detail: unknown][] = [];
  readonly sent: unknown[] = [];
  readonly timers: (() => void)[] = [];
  time = 0;
  private readonly pending: Promise<unknown>[] = [];
  private readonly policyListeners: (() => void)[] = [];

  constructor(background: FakeBackground, options: FakePageOptions = {}) {
    const { url = "https://trusted.example/page", frameId = 0, incognito = false } = options;
    const sender: PageSender = { id: OWN_ID, url, frameId, tab: { incognito } };
    for (const type of ["mozTelemetryPolicyChange", "mozTelemetryUntrustedOrigin"]) {
      this.document.addEventListener(type, (event) => {
        this.answers.push([type, (event as CustomEvent).detail]);
      });
    }
    const page = {
      isTopLevel: frameId === 0,
      scheme: new URL(url).protocol,
      origin: options.origin ?? new URL(url).origin,
      listen: (type: string, listener: (event: { detail?: unknown }) => void) =>
        this.document.addEventListener(type, (event) => listener(event as CustomEvent)),
      dispatch: (type: string, detail: object) => {
        this.document.dispatchEvent(
          new CustomEvent(type, { bubbles: true, detail: structuredClone(detail) }),
        );
      },
    };
    const channel = {
      send: (request: unknown) => {
        this.sent.push(structuredClone(request));
        const reply = background.service.handle(structuredClone(request), sender);
        this.pending.push(reply);
        return reply;
      },
      onPolicyChange: (listener: () => void) => this.policyListeners.push(listener),
    };
    const clock = {
      now: () => this.time,
      after: (_: number, callback: () => void) => this.timers.push(callback),
    };
    new HybridContent(page, channel, clock).start();
  }

  /** As a page's script does it; any detail at all. */
  fire(detail: unknown): void {
    this.document.dispatchEvent(new CustomEvent("mozTelemetry", { bubbles: true, detail }));
  }

  changePolicy(): void {
    for (const listener of this.policyListeners) listener();
  }

  /** Resolves when everything sent so far has been answered. */
  async settle(): Promise<void> {
    for (let answered = -1; answered < this.pending.length; ) {
      answered = this.pending.length;
      await Promise.all(this.pending);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export const init = { name: "init", data: {} };
export const record = (extra?: object) => ({
  name: "recordEvent",
  data: { category: "page.test", method: "click", object: "button", value: undefined, extra },
});
