import * as z from "zod/mini";
import { LONGEST_PAGE_TEXT, MOST_PAGE_VALUES } from "./hybrid-limits.ts";

const text = z.string().check(z.maxLength(LONGEST_PAGE_TEXT));
const names = z.array(text).check(z.maxLength(MOST_PAGE_VALUES));
const textOrNull = z.pipe(
  z.nullish(text),
  z.transform((value) => value ?? null),
);
const extraOrNull = z.pipe(
  z.nullish(z.record(text, text)),
  z.transform((value) => value ?? null),
);

/** As nsITelemetry takes it: two lists are required, other properties are none of telemetry's business. */
const eventData = z.object({
  methods: names,
  objects: names,
  extra_keys: z.optional(names),
  record_on_release: z.optional(z.boolean()),
  expired: z.optional(z.boolean()),
});

/** Why the content script itself let a page's message go no further. */
export const pageFault = z.enum(["not-top-level", "scheme", "opaque-origin", "malformed", "rate-limited"]);

function request<const Call extends string, Data extends z.ZodMiniType>(call: Call, data: Data) {
  return z.strictObject({ eventTelemetry: z.literal("hybrid"), call: z.literal(call), data });
}

/** What the content script sends to the background: the page's three messages, and two of its own. */
export const hybridRequest = z.discriminatedUnion("call", [
  request("init", z.object({})),
  request("registerEvents", z.object({ category: text, eventData: z.record(text, eventData) })),
  request(
    "recordEvent",
    z.object({
      category: text,
      method: text,
      object: text,
      value: textOrNull,
      extra: extraOrNull,
    }),
  ),
  // Asked again after the policy changed, or the page came back from the back-forward cache.
  request("policy", z.object({})),
  request("refused", z.strictObject({ code: pageFault, reason: text, count: z.int().check(z.positive()) })),
]);

export type HybridRequest = z.infer<typeof hybridRequest>;
export type PageFault = z.infer<typeof pageFault>;
export type PageEvent = Extract<HybridRequest, { call: "recordEvent" }>["data"];
export type PageRegistration = Extract<HybridRequest, { call: "registerEvents" }>["data"];

/** The answer. A page learns of `untrusted` and of `canUpload`, and of nothing else. */
export type HybridReply =
  | { readonly ok: true; readonly canUpload: boolean }
  | { readonly ok: false; readonly untrusted: boolean };
