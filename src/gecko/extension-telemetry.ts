import type { Engine } from "../engine/engine.ts";
import type { Notice, Outcome } from "../engine/outcome.ts";
import type { RefusedCall } from "../engine/refusal-log.ts";
import { extensionError, settleForExtension } from "./extension-error.ts";
import { type SubmitOptions, telemetryController } from "./firefox-modules.ts";
import { uploadEnabled } from "./prefs.ts";

const { AppConstants } = ChromeUtils.importESModule("resource://gre/modules/AppConstants.sys.mjs") as {
  AppConstants: { MOZ_BUILD_APP: string };
};

const SCALAR_KINDS: Readonly<Record<string, number>> = { count: 0, string: 1, boolean: 2 };

/** The functions of `browser.telemetry`, in the platform's order of arguments. Optional ones arrive as null. */
export type ExtensionTelemetry = ReturnType<typeof createExtensionTelemetry>;

type ScalarFunction = "scalarAdd" | "scalarSet" | "scalarSetMaximum";
type KeyedScalarFunction = "keyedScalarAdd" | "keyedScalarSet" | "keyedScalarSetMaximum";

const DATA_COLLECTION_OFF: Notice = {
  code: "data-collection-off",
  surface: "silent",
  message: "The user does not let this add-on collect technical and interaction data",
  field: "source",
  limit: null,
  got: "off in about:addons",
};

interface ScalarEntry {
  kind: string;
  keyed?: boolean | null;
  record_on_release?: boolean | null;
  expired?: boolean | null;
}

/**
 * `browser.telemetry` for one extension, on our engine: the platform's functions, parameters and errors.
 * Firefox's schema layer has already checked types when these run (toolkit/components/extensions/schemas/telemetry.json).
 * `source` is the extension's id; it is kept beside each event and never travels in one. While the user refuses data
 * collection to that extension (`isRefused`), nothing of it is recorded, and the panel says so.
 */
export function createExtensionTelemetry(engine: Engine, source: string, isRefused: () => boolean) {
  const from = { source };
  const run = (name: string, work: () => Outcome<unknown>): void => {
    checkDesktop();
    settleForExtension(work(), name);
  };
  const record = (call: RefusedCall, work: () => Outcome<unknown>): void => {
    if (isRefused()) {
      engine.refuse(DATA_COLLECTION_OFF, source, call);
    } else {
      run(call.function, work);
    }
  };
  const scalar = (name: ScalarFunction) => (id: string, value: unknown) =>
    record({ function: name, name: id }, () => engine[name](id, value, from));
  const keyedScalar = (name: KeyedScalarFunction) => (id: string, key: string, value: unknown) =>
    record({ function: name, name: id, key }, () => engine[name](id, key, value, from));
  return {
    /** Resolves once Firefox has the ping, and rejects with Firefox's reason when it refuses it: the old one never told. */
    async submitPing(type: string, message: object, options: SubmitOptions | null): Promise<void> {
      checkDesktop();
      try {
        await telemetryController().submitExternalPing(type, message, pickOptions(options));
      } catch (error) {
        // Not instanceof: the error may come from another global of Firefox's.
        throw extensionError((error as Partial<Error> | null)?.message ?? String(error));
      }
    },
    canUpload(): boolean {
      checkDesktop();
      return uploadEnabled();
    },
    recordEvent(
      category: string,
      method: string,
      object: string,
      value: string | null,
      extra: Record<string, string> | null,
    ): void {
      record({ function: "recordEvent", category, method, object }, () =>
        engine.recordEvent({ category, method, object, value, extra }, from),
      );
    },
    registerEvents(category: string, data: Record<string, object>): void {
      run("registerEvents", () => engine.registerEvents(category, withoutNulls(data), source));
    },
    setEventRecordingEnabled(category: string, enabled: boolean): void {
      run("setEventRecordingEnabled", () => engine.setEventRecordingEnabled(category, enabled, source));
    },
    registerScalars(category: string, data: Record<string, ScalarEntry>): void {
      run("registerScalars", () => engine.registerScalars(category, withNumericKinds(data), source));
    },
    scalarAdd: scalar("scalarAdd"),
    scalarSet: scalar("scalarSet"),
    scalarSetMaximum: scalar("scalarSetMaximum"),
    keyedScalarAdd: keyedScalar("keyedScalarAdd"),
    keyedScalarSet: keyedScalar("keyedScalarSet"),
    keyedScalarSetMaximum: keyedScalar("keyedScalarSetMaximum"),
  };
}

function checkDesktop(): void {
  if (AppConstants.MOZ_BUILD_APP !== "browser") {
    throw extensionError("This API is only supported on desktop");
  }
}

/** The schema fills `overrideEnvironment` with false where it was left out; the controller wants it absent. */
function pickOptions(options: SubmitOptions | null): SubmitOptions {
  return {
    addClientId: options?.addClientId === true,
    addEnvironment: options?.addEnvironment === true,
    usePingSender: options?.usePingSender === true,
    ...(options?.overrideEnvironment ? { overrideEnvironment: options.overrideEnvironment } : {}),
  };
}

/** The schema normalises optional properties that were left out to null; to the engine they are absent. */
function withoutNulls(data: Record<string, object>): Record<string, object> {
  const entries = Object.entries(data).map(([name, entry]) => [
    name,
    Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null)),
  ]);
  return Object.fromEntries(entries);
}

function withNumericKinds(data: Record<string, ScalarEntry>): Record<string, object> {
  const entries = Object.entries(data).map(([name, entry]) => [
    name,
    {
      kind: SCALAR_KINDS[entry.kind],
      keyed: entry.keyed === true,
      record_on_release: entry.record_on_release === true,
      expired: entry.expired === true,
    },
  ]);
  return Object.fromEntries(entries);
}
