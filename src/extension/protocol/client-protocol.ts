import * as z from "zod/mini";

/** What the client sends to the add-on. The number rises when an older add-on would misread a newer client. */
export const CLIENT_PROTOCOL = 1;

/** Firefox's schemas take null for an optional property that is left out. */
const flag = z.nullish(z.boolean());

const scalarValue = z.union([z.string(), z.boolean(), z.int(), z.record(z.string(), z.unknown())]);

const pingOptions = z.strictObject({
  addClientId: flag,
  addEnvironment: flag,
  overrideEnvironment: z.nullish(z.record(z.string(), z.unknown())),
  usePingSender: flag,
});

const scalarData = z.strictObject({
  kind: z.enum(["count", "string", "boolean"]),
  keyed: flag,
  record_on_release: flag,
  expired: flag,
});

const eventData = z.strictObject({
  methods: z.array(z.string()),
  objects: z.array(z.string()),
  extra_keys: z.array(z.string()),
  record_on_release: flag,
  expired: flag,
});

function request<const Call extends string, Args extends z.ZodMiniType>(call: Call, args: Args) {
  return z.strictObject({ eventTelemetry: z.literal(CLIENT_PROTOCOL), call: z.literal(call), args });
}

/** A call of `browser.telemetry` as it travels: all arguments in their order, those left out as null. */
export const clientRequest = z.discriminatedUnion("call", [
  request("submitPing", z.tuple([z.string(), z.record(z.string(), z.unknown()), pingOptions])),
  request("canUpload", z.tuple([])),
  request("scalarAdd", z.tuple([z.string(), z.int().check(z.minimum(1))])),
  request("scalarSet", z.tuple([z.string(), scalarValue])),
  request("scalarSetMaximum", z.tuple([z.string(), z.int().check(z.minimum(0))])),
  request("keyedScalarAdd", z.tuple([z.string(), z.string(), z.int().check(z.minimum(1))])),
  request("keyedScalarSet", z.tuple([z.string(), z.string(), scalarValue])),
  request("keyedScalarSetMaximum", z.tuple([z.string(), z.string(), z.int().check(z.minimum(0))])),
  request(
    "recordEvent",
    z.tuple([
      z.string(),
      z.string(),
      z.string(),
      z.nullable(z.string()),
      z.nullable(z.record(z.string(), z.string())),
    ]),
  ),
  request("registerScalars", z.tuple([z.string(), z.record(z.string(), scalarData)])),
  request("registerEvents", z.tuple([z.string(), z.record(z.string(), eventData)])),
  request("setEventRecordingEnabled", z.tuple([z.string(), z.boolean()])),
]);

export type ClientRequest = z.infer<typeof clientRequest>;

/** The answer: what the call resolved with, or the error it is to reject with. */
export type ClientResponse =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } };
