import type { SuiteApi } from "./suite-api.ts";

/** How a call of `browser.telemetry` ended. Every promise of it is a promise: anything else fails the case. */
export type Ended =
  | { readonly how: "resolved"; readonly value?: unknown }
  | { readonly how: "rejected" | "threw at once"; readonly message: string };

/** A page of an extension that calls `browser.telemetry`. */
export interface CallingPage {
  call(name: string, ...args: readonly unknown[]): Promise<Ended>;
  /** The same for many calls, none of which waits for the one before. */
  callAll(calls: readonly (readonly [name: string, ...args: unknown[]])[]): Promise<readonly Ended[]>;
  /** The names that `browser.telemetry` has. */
  members(): Promise<readonly string[]>;
}

/** A ping as Firefox archived it. */
export interface ArchivedPing {
  readonly id: string;
  readonly type: string;
  readonly clientId?: string;
  readonly environment?: unknown;
  readonly payload: unknown;
}

/** An extension with `browser.telemetry` and our engine behind it, in a Firefox with Telemetry running. */
export interface ExtensionSurface {
  readonly page: CallingPage;
  /** What Firefox code sees and does. */
  readonly firefoxCode: SuiteApi;
  /** The ping of this document type, as soon as it is in the archive. */
  archivedPing(type: string): Promise<ArchivedPing>;
  /** The User-Agent with which a ping of this type came to the server. */
  userAgentOf(type: string): Promise<string>;
  /** While `act` runs, Firefox's sender refuses every ping, and so does its controller. */
  whileRefusing(act: () => Promise<void>): Promise<void>;
  /** The pref `datareporting.healthreport.uploadEnabled`; null removes it, its default too. */
  setUploadPref(value: boolean | null): Promise<void>;
}

export interface ExtensionCase {
  /** The rules of `coverage.ts` that this case shows. */
  readonly covers: readonly string[];
  /** The rule as a sentence. */
  readonly rule: string;
  /** `category` is this run's own, as in the behavioural suite, and also fits into a ping's type. */
  run(surface: ExtensionSurface, category: string): Promise<void>;
}

/** What an extension may be that asks for `browser.telemetry`. */
export type ExtensionKind = "ordinary" | "without the permission" | "not privileged";

/** A Firefox without this add-on, and extensions of all kinds in it. */
export interface PlatformSurface {
  /** `undefined` where the extension has no `browser.telemetry`. */
  install(kind: ExtensionKind): Promise<CallingPage | undefined>;
  archivedPing(type: string): Promise<ArchivedPing>;
  /** What the Browser Console says, Firefox's own messages included. */
  consoleTexts(): Promise<readonly string[]>;
}

export interface PlatformCase {
  readonly covers: readonly string[];
  readonly rule: string;
  run(surface: PlatformSurface): Promise<void>;
}
