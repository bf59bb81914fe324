/**
 * The little of Firefox's globals that test scripts use, as types. They describe objects on the far side; add a member
 * when a test needs it.
 */
export interface ChromeScope {
  readonly window: ChromeWindow;
  readonly document: PageDocument;
  readonly gBrowser: TabBrowser;
  readonly Services: ChromeServices;
  readonly ChromeUtils: {
    /** A system module's exports. The caller names the shape it relies on. */
    importESModule<Exports>(url: string): Exports;
  };
  readonly Cu: { getGlobalForObject(object: unknown): Record<string, unknown> };
  readonly Ci: Record<string, unknown>;
}

export interface ChromeWindow {
  readonly document: PageDocument;
  readonly gBrowser: TabBrowser;
}

export interface ChromeServices {
  readonly prefs: {
    getBoolPref(name: string, fallback?: boolean): boolean;
    getIntPref(name: string, fallback?: number): number;
    getStringPref(name: string, fallback?: string): string;
    setBoolPref(name: string, value: boolean): void;
    setIntPref(name: string, value: number): void;
    setStringPref(name: string, value: string): void;
    clearUserPref(name: string): void;
  };
  readonly appinfo: { readonly version: string; readonly processID: number };
  readonly obs: { notifyObservers(subject: unknown, topic: string, data?: string): void };
}

export interface TabBrowser {
  readonly selectedBrowser: BrowserElement;
  selectedTab: unknown;
  readonly tabs: readonly unknown[];
  addTrustedTab(url: string): unknown;
  removeTab(tab: unknown): void;
}

export interface BrowserElement extends PageElement {
  readonly currentURI: { readonly spec: string };
  readonly browsingContext: { readonly id: number };
}

export interface PageScope {
  readonly window: { readonly innerWidth: number; readonly innerHeight: number; close(): void };
  readonly document: PageDocument;
  readonly browser: PageBrowser;
}

export interface PageDocument {
  readonly URL: string;
  readonly title: string;
  readonly readyState: string;
  readonly body: PageElement;
  readonly documentElement: PageElement;
  readonly activeElement: PageElement | null;
  getElementById(id: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
}

export interface PageElement {
  readonly id: string;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  value: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
  click(): void;
  focus(): void;
}

/** An extension page's `browser`, as far as tests call it from a page. */
export interface PageBrowser {
  readonly runtime: { readonly id: string; sendMessage(message: unknown): Promise<unknown> };
  readonly telemetry: {
    canUpload(): Promise<boolean>;
    registerEvents(category: string, data: object): Promise<void>;
    recordEvent(
      category: string,
      method: string,
      object: string,
      value?: string | null,
      extra?: object | null,
    ): Promise<void>;
    setEventRecordingEnabled(category: string, enabled: boolean): Promise<void>;
    submitPing(type: string, message: object, options: object): Promise<void>;
  };
}
