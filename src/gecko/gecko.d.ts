/**
 * The part of Firefox's privileged globals that src/gecko and experiment-apis use, and no more: no npm package types
 * them. Read from the running browser (firefox-esr 153); https://searchfox.org documents the interfaces.
 */
declare const ChromeUtils: {
  importESModule(url: string): unknown;
  now(): number;
};

declare const Cu: {
  cloneInto<T>(value: T, scope: object): T;
  reportError(error: unknown): void;
};

declare const Cc: Record<
  string,
  { createInstance(iface: unknown): unknown; getService(iface: unknown): unknown }
>;
declare const Ci: Record<string, unknown>;
declare const Cr: {
  NS_ERROR_FAILURE: number;
  NS_ERROR_NOT_INITIALIZED: number;
  NS_ERROR_FILE_CORRUPTED: number;
  NS_ERROR_XPC_NOT_ENOUGH_ARGS: number;
};
declare const Components: { Exception(message: string, result: number): Error };

interface GeckoURI {
  readonly spec: string;
}

interface GeckoPrincipal {
  /** `https://host[:port]`, `about:page`; with a suffix in containers and private windows. */
  readonly origin: string;
  readonly isSystemPrincipal: boolean;
  schemeIs(scheme: string): boolean;
}

interface GeckoBrowsingContext {
  readonly top: GeckoBrowsingContext;
  readonly usePrivateBrowsing: boolean;
}

declare class JSWindowActorChild {
  readonly contentWindow: {
    readonly document: { dispatchEvent(event: object): boolean };
    readonly CustomEvent: new (type: string, init: object) => object;
  } | null;
  sendQuery<Reply>(name: string, data: unknown): Promise<Reply>;
}

declare class JSWindowActorParent {
  readonly browsingContext: GeckoBrowsingContext;
  readonly manager: { readonly documentPrincipal: GeckoPrincipal; readonly documentURI: GeckoURI };
}

interface GeckoObserver {
  observe(subject: unknown, topic: string, data: string | null): void;
}

declare const Services: {
  readonly prefs: {
    getBoolPref(name: string, fallback: boolean): boolean;
    getStringPref(name: string, fallback: string): string;
    getIntPref(name: string, fallback: number): number;
    setStringPref(name: string, value: string): void;
    addObserver(name: string, observer: GeckoObserver): void;
    removeObserver(name: string, observer: GeckoObserver): void;
  };
  readonly telemetry: {
    readonly canRecordExtended: boolean;
    readonly canRecordBase: boolean;
    readonly isOfficialTelemetry: boolean;
    msSinceProcessStart(): number;
    snapshotEvents(dataset: number, clear?: boolean, limit?: number): Record<string, unknown[][]>;
  };
  readonly io: {
    newURI(spec: string): GeckoURI;
    getProtocolHandler(scheme: string): { QueryInterface(iface: unknown): GeckoResourceHandler };
  };
  readonly obs: {
    addObserver(observer: GeckoObserver, topic: string): void;
    removeObserver(observer: GeckoObserver, topic: string): void;
    notifyObservers(subject: unknown, topic: string, data?: string): void;
  };
  readonly vc: { compare(left: string, right: string): number };
  readonly console: { logMessage(message: unknown): void };
  readonly dirsvc: { get(name: string, iface: unknown): { readonly path: string } };
  readonly startup: { getStartupInfo(): { readonly process: Date } };
  readonly appinfo: { readonly version: string; readonly processType: number };
  readonly scriptSecurityManager: {
    createContentPrincipal(uri: GeckoURI, originAttributes: object): GeckoPrincipal;
  };
  readonly perms: {
    readonly EXPIRE_SESSION: number;
    testExactPermissionFromPrincipal(principal: GeckoPrincipal, type: string): number;
    addFromPrincipal(principal: GeckoPrincipal, type: string, permission: number, expire: number): void;
    removeFromPrincipal(principal: GeckoPrincipal, type: string): void;
    getAllByTypes(types: readonly string[]): readonly { readonly capability: number }[];
  };
  readonly uuid: { generateUUID(): { toString(): string } };
};

declare const WebExtensionPolicy: {
  getActiveExtensions(): readonly { readonly id: string; readonly extension: unknown }[];
};

declare function fetch(url: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>;
declare function btoa(bytes: string): string;

interface GeckoResourceHandler {
  hasSubstitution(host: string): boolean;
  setSubstitution(host: string, uri: GeckoURI | null): void;
}

declare const IOUtils: {
  writeJSON(path: string, value: unknown, options?: { flush?: boolean; tmpPath?: string }): Promise<number>;
  readJSON(path: string): Promise<unknown>;
  exists(path: string): Promise<boolean>;
  remove(path: string, options?: { ignoreAbsent?: boolean; recursive?: boolean }): Promise<void>;
  move(from: string, to: string, options?: { noOverwrite?: boolean }): Promise<void>;
  stat(path: string): Promise<{ size: number; lastModified: number }>;
  getChildren(path: string, options?: { ignoreAbsent?: boolean }): Promise<string[]>;
  makeDirectory(
    path: string,
    options?: { createAncestors?: boolean; ignoreExisting?: boolean },
  ): Promise<void>;
  readonly profileBeforeChange: GeckoShutdownClient;
  readonly sendTelemetry: GeckoShutdownClient;
};

interface GeckoShutdownClient {
  addBlocker(name: string, blocker: () => Promise<unknown>): void;
  removeBlocker(blocker: () => Promise<unknown>): void;
}

declare const PathUtils: {
  readonly profileDir: string;
  join(...parts: string[]): string;
  filename(path: string): string;
};

declare const console: {
  log(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  error(...parts: unknown[]): void;
};

declare function structuredClone<T>(value: T): T;
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
