import type { ClientRequest } from "../protocol/client-protocol.ts";
import { Delivery } from "./delivery.ts";
import { type Call, placeArguments } from "./signatures.ts";
import type { ConnectOptions, MessagingRuntime, TelemetryClient } from "./telemetry-types.ts";

export type {
  ConnectOptions,
  EventData,
  MessagingRuntime,
  PingOptions,
  ScalarData,
  ScalarKind,
  ScalarValue,
  TelemetryClient,
} from "./telemetry-types.ts";

const ADDON_ID = "event-telemetry@mozilla.org";
const TIMEOUT_MS = 30_000;
const CALLS: readonly Call[] = [
  "submitPing",
  "canUpload",
  "scalarAdd",
  "scalarSet",
  "scalarSetMaximum",
  "keyedScalarAdd",
  "keyedScalarSet",
  "keyedScalarSetMaximum",
  "recordEvent",
  "registerScalars",
  "registerEvents",
  "setEventRecordingEnabled",
];

/**
 * `browser.telemetry` for an extension that has no right to it: the same functions, carried out by the add-on Event
 * Telemetry, which serves the add-on ids that its pref `extensions.event-telemetry.clients` lists. Calls made
 * before that add-on runs wait for it, in their order. Nothing is sent before the first call.
 */
export function connectTelemetry(options: ConnectOptions = {}): TelemetryClient {
  const { addonId = ADDON_ID, timeoutMs = TIMEOUT_MS, runtime = findRuntime() } = options;
  const delivery = new Delivery(runtime, addonId, timeoutMs);
  const functions = CALLS.map((call) => [
    call,
    (...args: unknown[]): Promise<unknown> => {
      const placed = placeArguments(call, args);
      return delivery.send({ eventTelemetry: 1, call, args: placed } as ClientRequest);
    },
  ]);
  const ScalarType = { COUNT: "count", STRING: "string", BOOLEAN: "boolean" };
  return Object.freeze({ ScalarType, ...Object.fromEntries(functions) }) as TelemetryClient;
}

function findRuntime(): MessagingRuntime {
  const scope = globalThis as {
    browser?: { runtime?: MessagingRuntime };
    chrome?: { runtime?: MessagingRuntime };
  };
  return (
    scope.browser?.runtime ??
    scope.chrome?.runtime ?? {
      sendMessage: () =>
        Promise.reject(new Error("browser.runtime is not here: connectTelemetry is for extensions")),
    }
  );
}
