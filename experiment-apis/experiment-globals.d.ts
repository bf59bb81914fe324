/** What Firefox gives a parent script of an experiment beside the privileged globals; only what we use. */
declare class ExtensionAPI {
  readonly extension: ExperimentExtension;
  constructor(extension: ExperimentExtension);
}

/** An API with events that are listened for while the extension's event page sleeps (ExtensionCommon, `PERSISTENT_EVENTS`). */
declare class ExtensionAPIPersistent extends ExtensionAPI {}

interface ExperimentExtension {
  readonly id: string;
  readonly version: string;
  readonly rootURI: GeckoURI;
  readonly temporarilyInstalled: boolean;
  /** As Firefox has normalised it: scripts of experiments are absolute addresses there. */
  readonly manifest: {
    readonly experiment_apis: Readonly<Record<string, { readonly parent: { readonly script: string } }>>;
  };
  /** What the user granted of the manifest's `data_collection_permissions`; absent before Firefox 140. */
  readonly dataCollectionPermissions?: ReadonlySet<string>;
}

interface ExperimentContext {
  readonly extension: ExperimentExtension;
  /** `background`, `popup`, `tab`, … */
  readonly viewType: string;
}

interface EventFire {
  async(...args: unknown[]): void;
}

declare const ExtensionCommon: {
  EventManager: new (
    options:
      | { context: ExperimentContext; name: string; register: (fire: EventFire) => () => void }
      | { context: ExperimentContext; module: string; event: string; extensionApi: ExtensionAPIPersistent },
  ) => { api(): unknown };
};

/** Replaced at build time by a hash of the bundled implementation: two builds of one version differ (DESIGN 3.1). */
declare const BUILD_ID: string;
/** Replaced at build time by the project's version, as `1.2.3`. */
declare const ENGINE_VERSION: string;

declare var eventTelemetry: unknown;
declare var telemetryCallers: unknown;
declare var telemetryInspector: unknown;
