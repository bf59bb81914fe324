/** The content script of hybrid content telemetry: connects a document to `HybridContent`. */
import { POLICY_CHANGED } from "../protocol/hybrid-limits.ts";
import { HybridContent } from "./hybrid-content.ts";

/** Firefox gives this to content scripts: a copy that the page may read. */
declare function cloneInto<Value>(value: Value, scope: object): Value;

const page = {
  isTopLevel: window.top === window,
  scheme: window.location.protocol,
  origin: window.origin,
  listen: (type: string, listener: (event: CustomEvent) => void) => {
    document.addEventListener(type, (event) => listener(event as CustomEvent));
  },
  dispatch: (type: string, detail: object) => {
    document.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: cloneInto(detail, window) }));
  },
};

const channel = {
  send: (request: unknown) => browser.runtime.sendMessage(request),
  onPolicyChange: (listener: () => void) => {
    browser.runtime.onMessage.addListener((message: unknown) => {
      if ((message as { call?: unknown } | null)?.call === POLICY_CHANGED.call) listener();
    });
    // No message reaches a page in the back-forward cache.
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) listener();
    });
  },
};

const clock = {
  now: () => performance.now(),
  after: (milliseconds: number, callback: () => void) => {
    setTimeout(callback, milliseconds);
  },
};

new HybridContent(page, channel, clock).start();
