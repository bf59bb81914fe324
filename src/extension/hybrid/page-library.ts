/** `Mozilla.ContentTelemetry`, as web pages knew it from Firefox 59 to 70. No method throws, none checks its arguments. */
export interface ContentTelemetry {
  /** Whether the user lets data be sent, as far as it is known by now. Ask before each use; it may change. */
  canUpload(): boolean;
  /**
   * Resolves with the first word on the upload policy, also where it forbids uploads. Rejects when this page is not
   * trusted or telemetry from pages is off, and after 3 seconds in a browser that does not answer.
   */
  initPromise(): Promise<void>;
  registerEvents(category: string, eventData: Readonly<Record<string, PageEventData>>): void;
  recordEvent(
    category: string,
    method: string,
    object: string,
    value?: string | null,
    extra?: Readonly<Record<string, string>> | null,
  ): void;
}

export interface PageEventData {
  readonly methods: readonly string[];
  readonly objects: readonly string[];
  readonly extra_keys?: readonly string[];
  readonly record_on_release?: boolean;
  readonly expired?: boolean;
}

/** Firefox before 63 and other browsers never answer (mozilla/addons-frontend #6797 hung on that). */
const INIT_TIMEOUT_MS = 3_000;

/** Makes the API for one document, and asks Firefox for the upload policy at once. */
export function createContentTelemetry(document: EventTarget): ContentTelemetry {
  let canUpload = false;

  const initialized = new Promise<void>((resolve, reject) => {
    document.addEventListener("mozTelemetryPolicyChange", (event) => {
      const policy = readPolicy(event);
      if (policy === null) return;
      canUpload = policy;
      resolve();
    });
    document.addEventListener(
      "mozTelemetryUntrustedOrigin",
      () => reject(new Error("This page's origin is not trusted, or telemetry from pages is off")),
      { once: true },
    );
    setTimeout(() => {
      reject(new Error(`The browser did not answer within ${INIT_TIMEOUT_MS} ms`));
    }, INIT_TIMEOUT_MS);
  });

  const send = (name: string, data: object): void => {
    document.dispatchEvent(new CustomEvent("mozTelemetry", { bubbles: true, detail: { name, data } }));
  };
  send("init", {});

  return {
    canUpload: () => canUpload,
    initPromise: () => initialized,
    registerEvents: (category, eventData) => send("registerEvents", { category, eventData }),
    recordEvent: (category, method, object, value, extra) =>
      send("recordEvent", { category, method, object, value, extra }),
  };
}

function readPolicy(event: Event): boolean | null {
  const { detail } = event as { detail?: { canUpload?: unknown } | null };
  return typeof detail?.canUpload === "boolean" ? detail.canUpload : null;
}
