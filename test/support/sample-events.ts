import { sendNextBatch } from "./add-on.ts";
import type { Capture } from "./capture.ts";
import type { Firefox } from "./firefox.ts";
import type { Json } from "./remote-script.ts";
import { CONTAINERS, MASKS, PAGE, SHOTS } from "./sample-senders.ts";
import { waitFor } from "./wait-for.ts";

/** For `launchFirefox`: Firefox's own requests go around the tests' proxy, and record an event each, some a second. */
export const SAMPLE_PREFS = { "network.proxy.allow_bypass": false };

type Event = readonly [
  source: string,
  category: string,
  method: string,
  object: string,
  value?: string | null,
  extra?: Readonly<Record<string, string>>,
];

const DEFINITIONS: Readonly<Record<string, readonly [source: string, data: Json]>> = {
  shots: [
    SHOTS,
    {
      take: {
        methods: ["start", "save", "copy", "cancel"],
        objects: ["toolbar_button", "context_menu", "shortcut"],
        extra_keys: ["width", "height", "kind"],
        record_on_release: true,
      },
      editor: { methods: ["open"], objects: ["crop", "draw"], record_on_release: true },
    },
  ],
  masks: [
    MASKS,
    {
      mask: {
        methods: ["create", "fill", "block"],
        objects: ["field", "popup"],
        extra_keys: ["site", "plan", "settings"],
        record_on_release: true,
      },
      old: { methods: ["upsell"], objects: ["banner"], record_on_release: true, expired: true },
    },
  ],
  "containers.tab": [
    CONTAINERS,
    {
      tab: {
        methods: ["open", "assign", "sort"],
        objects: ["personal", "work", "banking"],
        extra_keys: ["count"],
        record_on_release: true,
      },
    },
  ],
  "addons.site": [
    PAGE,
    { search: { methods: ["search", "install"], objects: ["theme", "extension"], record_on_release: true } },
  ],
};

const SENT: readonly Event[] = [
  [SHOTS, "shots", "start", "toolbar_button", null, { kind: "visible" }],
  [SHOTS, "shots", "save", "toolbar_button", "png", { width: "1280", height: "720", kind: "visible" }],
  [MASKS, "masks", "create", "field", null, { site: "shop", plan: "free" }],
  [MASKS, "masks", "fill", "field", null, { site: "shop" }],
  [CONTAINERS, "containers.tab", "open", "work", null, { count: "3" }],
  [CONTAINERS, "containers.tab", "open", "work", null, { count: "4" }],
  [PAGE, "addons.site", "search", "theme", "dark"],
  [PAGE, "addons.site", "search", "extension", "ad blocker"],
  [PAGE, "addons.site", "install", "extension", "containers"],
  [SHOTS, "shots", "open", "crop"],
];

const REJECTED: readonly Event[] = [
  [CONTAINERS, "containers.tab", "assign", "banking", "always"],
  [SHOTS, "shots", "cancel", "shortcut", "escape"],
];

const CARRIED: readonly Event[] = [
  [MASKS, "masks", "create", "popup", null, { site: "news", plan: "premium" }],
  [SHOTS, "shots", "start", "context_menu", null, { kind: "full_page" }],
  [SHOTS, "shots", "copy", "context_menu", "jpeg", { width: "1280", height: "9600", kind: "full_page" }],
  [CONTAINERS, "containers.tab", "sort", "personal", null, { count: "11" }],
];

const PENDING: readonly Event[] = [
  [PAGE, "addons.site", "search", "theme", "autumn"],
  [SHOTS, "shots", "start", "shortcut", null, { kind: "selection" }],
  [SHOTS, "shots", "print", "shortcut"],
  [SHOTS, "shots", "save", "shortcut", "png", { width: "640", height: "480", kind: "selection" }],
  [MASKS, "masks", "fill", "popup", null, { site: "forum", settings: '{"block":"all","since":20261102}' }],
  [MASKS, "masks", "fill", "popup", null, { site: "forum", colour: "blue" }],
  [MASKS, "masks", "upsell", "banner"],
  [CONTAINERS, "containers.tab", "open", "banking", null, { count: "5" }],
  [CONTAINERS, "containers.tab", "open", "personal", "x".repeat(100), { count: "6" }],
  [SHOTS, "shots", "open", "draw"],
  [MASKS, "masks", "block", "field", null, { site: "newsletter" }],
  [PAGE, "addons.site", "install", "theme", "autumn leaves"],
];

async function register(firefox: Firefox): Promise<void> {
  await firefox.chrome<null>(
    `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     const { engine } = EventTelemetryHost.service;
     for (const [category, [source, data]] of Object.entries(args[0])) engine.registerEvents(category, data, source);
     engine.registerScalars("shots.stats", {
       library_size: { kind: Ci.nsITelemetry.SCALAR_TYPE_COUNT, record_on_release: true },
       last_format: { kind: Ci.nsITelemetry.SCALAR_TYPE_STRING, record_on_release: true },
       by_kind: { kind: Ci.nsITelemetry.SCALAR_TYPE_COUNT, keyed: true, record_on_release: true },
     }, args[1]);
     const from = { source: args[1] };
     engine.scalarSet("shots.stats.library_size", 48, from);
     engine.scalarSet("shots.stats.last_format", "png", from);
     engine.keyedScalarAdd("shots.stats.by_kind", "visible", 5, from);
     engine.keyedScalarAdd("shots.stats.by_kind", "full_page", 2, from);
     return null;`,
    DEFINITIONS as unknown as Json,
    SHOTS,
  );
}

/** Some time apart, so that they are not all of one moment. */
async function record(firefox: Firefox, events: readonly Event[]): Promise<void> {
  await firefox.chrome<null>(
    `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     for (const [place, [source, category, method, object, value = null, extra = null]] of args[0].entries()) {
       EventTelemetryHost.service.engine.recordEvent({ category, method, object, value, extra }, { source });
       await new Promise((resolve) => setTimeout(resolve, 10 * ((place * 7) % 5)));
     }
     return null;`,
    events as unknown as Json,
  );
}

/** Sends what is pending in an event ping, and waits until the server has answered with this status. */
async function send(firefox: Firefox, capture: Capture, status: number): Promise<void> {
  const before = capture.pings({ type: "event" }).length;
  capture.status = status;
  await firefox.chrome<null>(
    `const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     await EventTelemetryHost.service.inspector.sendNow("event");
     return null;`,
  );
  await waitFor(
    async () => {
      await sendNextBatch(firefox);
      return (
        capture.pings({ type: "event", where: (ping) => ping.status === status }).length > 0 &&
        capture.pings({ type: "event" }).length > before
      );
    },
    { what: `an event ping that is answered with ${status}`, interval: 200 },
  );
}

/**
 * Records what a tester might have before them after some minutes: events of three add-ons and a page that are pending, carried, sent, rejected
 * and refused for several reasons, and scalars. The senders have to be installed.
 */
export async function recordSamples(firefox: Firefox, capture: Capture): Promise<void> {
  await register(firefox);
  await record(firefox, SENT);
  await send(firefox, capture, 200);
  await record(firefox, REJECTED);
  await send(firefox, capture, 404);
  await record(firefox, CARRIED);
  await send(firefox, capture, 503);
  await record(firefox, PENDING);
}
