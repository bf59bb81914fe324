/** The constants of the hybrid protocol, apart from its schemas: content scripts run in every page and carry no zod. */

/** Units of any one text that a page may send on; what telemetry keeps is shorter, so a cut changes no outcome. */
export const LONGEST_PAGE_TEXT = 256;
/** Names, methods, objects and keys of one message. */
export const MOST_PAGE_VALUES = 2_000;

/** How many messages one page may send on: at once, and in the long run. */
export const PAGE_RATE = { burst: 200, perSecond: 20 } as const;
/** The same for all pages of an origin; more, so that a page's report of its own flood gets through. */
export const ORIGIN_RATE = { burst: 400, perSecond: 40 } as const;

/** What the background sends to the content scripts of all tabs; each asks for the policy that holds for its page. */
export const POLICY_CHANGED = { eventTelemetry: "hybrid", call: "policy-changed" } as const;
