import type { Engine } from "../engine/engine.ts";
import { extensionError, settleForExtension } from "./extension-error.ts";
import { type SubmitOptions, telemetryController } from "./firefox-modules.ts";

const { AppConstants } = ChromeUtils.importESModule("resource://gre/modules/AppConstants.sys.mjs") as {
  AppConstants: { MOZ_BUILD_APP: string };
};

const SCALAR_KINDS: Readonly<Record<string, number>> = { count: 0, string: 1, boolean: 2 };

/** The functions of `browser.telemetry`, in the platform's order of arguments. Optional ones arrive as null. */
export type ExtensionTelemetry = ReturnType<typeof createExtensionTelemetry>;

interface ScalarEntry {
  kind: string;
  keyed?: boolean | null;
  record_on_release?: boolean | null;
  expired?: boolean | null;
}

/**
 * `browser.telemetry` for one extension, on our engine: the platform's functions, parameters and errors.
 * Firefox's schema layer has already checked types when these run (toolkit/components/extensions/schemas/telemetry.json).
 * `source` is the extension's id; it is kept beside each event and never travels in one.
 */
export function createExtensionTelemetry(engine: () => Engine, source: string) {
  const from = { source };
  return {
    /**
     * Hands the ping over and does not wait: as ever, the caller is not told what becomes of it. Options that were left
     * out arrive as false, which means the same to the controller.
     */
    submitPing(type: string, message: object, options: SubmitOptions): void {
      checkDesktop();
      telemetryController()
        .submitExternalPing(type, message, options)
        .catch((error: unknown) => console.error(`Event Telemetry: ${source}'s ping ${type}:`, error));
    },
    canUpload(): boolean {
      checkDesktop();
      return Services.prefs.getBoolPref("datareporting.healthreport.uploadEnabled", false);
    },
    recordEvent(
      category: string,
      method: string,
      object: string,
      value: string | null,
      extra: Record<string, string> | null,
    ): void {
      checkDesktop();
      settleForExtension(
        engine().recordEvent({ category, method, object, value, extra }, from),
        "recordEvent",
      );
    },
    registerEvents(category: string, data: Record<string, object>): void {
      checkDesktop();
      settleForExtension(engine().registerEvents(category, withoutNulls(data), source), "registerEvents");
    },
    setEventRecordingEnabled(category: string, enabled: boolean): void {
      checkDesktop();
      settleForExtension(
        engine().setEventRecordingEnabled(category, enabled, source),
        "setEventRecordingEnabled",
      );
    },
    registerScalars(category: string, data: Record<string, ScalarEntry>): void {
      checkDesktop();
      settleForExtension(
        engine().registerScalars(category, withNumericKinds(data), source),
        "registerScalars",
      );
    },
    scalarAdd(name: string, value: number): void {
      checkDesktop();
      settleForExtension(engine().scalarAdd(name, value, from), "scalarAdd");
    },
    scalarSet(name: string, value: unknown): void {
      checkDesktop();
      settleForExtension(engine().scalarSet(name, value, from), "scalarSet");
    },
    scalarSetMaximum(name: string, value: number): void {
      checkDesktop();
      settleForExtension(engine().scalarSetMaximum(name, value, from), "scalarSetMaximum");
    },
    keyedScalarAdd(name: string, key: string, value: number): void {
      checkDesktop();
      settleForExtension(engine().keyedScalarAdd(name, key, value, from), "keyedScalarAdd");
    },
    keyedScalarSet(name: string, key: string, value: unknown): void {
      checkDesktop();
      settleForExtension(engine().keyedScalarSet(name, key, value, from), "keyedScalarSet");
    },
    keyedScalarSetMaximum(name: string, key: string, value: number): void {
      checkDesktop();
      settleForExtension(engine().keyedScalarSetMaximum(name, key, value, from), "keyedScalarSetMaximum");
    },
  };
}

function checkDesktop(): void {
  if (AppConstants.MOZ_BUILD_APP !== "browser") {
    throw extensionError("This API is only supported on desktop");
  }
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
