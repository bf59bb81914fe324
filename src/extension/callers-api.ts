/** Types of the add-on's own API for serving others (experiment-apis/telemetry-callers/schema.json). */
import browser from "webextension-polyfill";
import type { ClientRequest } from "./protocol/client-protocol.ts";

/** Somebody who may not record, or a message that is no call. */
export interface CallerRefusal {
  /** Add-on id or page origin. */
  readonly source: string;
  readonly code: string;
  readonly message: string;
  /** How many messages this stands for. */
  readonly count: number;
}

export interface CallersState {
  readonly clients: readonly string[];
  readonly hybrid: {
    readonly enabled: boolean;
    /** Origins of the pref `hybrid.origins` that may record now. */
    readonly origins: readonly string[];
    readonly ignored: readonly { readonly entry: string; readonly why: string }[];
    /** Whether the content script is put into pages. */
    readonly contentScript: boolean;
  } | null;
}

export interface TelemetryCallers {
  isClient(addonId: string): Promise<boolean>;
  callForClient(addonId: string, name: ClientRequest["call"], args: readonly unknown[]): Promise<unknown>;
  isHybridEnabled(): Promise<boolean>;
  isTrustedOrigin(origin: string): Promise<boolean>;
  callForPage(
    origin: string,
    name: "registerEvents" | "recordEvent",
    args: readonly unknown[],
  ): Promise<void>;
  canUpload(): Promise<boolean>;
  refused(refusal: CallerRefusal): Promise<void>;
  state(): Promise<CallersState>;
  readonly onPolicyChange: { addListener(listener: () => void): void };
}

export const { telemetryCallers } = browser as unknown as { telemetryCallers: TelemetryCallers };
