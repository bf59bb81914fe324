import { observePref } from "./prefs.ts";

const UPLOAD_PREF = "datareporting.healthreport.uploadEnabled";
/** The kind of data our events are, in Firefox's words for add-ons' data collection (Firefox 140 and later). */
const DATA_PERMISSION = "technicalAndInteraction";

const { Management } = ChromeUtils.importESModule("resource://gre/modules/Extension.sys.mjs") as {
  Management: {
    on(topic: "change-permissions", listener: PermissionListener): void;
    off(topic: "change-permissions", listener: PermissionListener): void;
  };
};

const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs") as {
  AddonManager: {
    getAddonByID(id: string): Promise<{ installTelemetryInfo?: { source?: string } | null } | null>;
  };
};

/** How an add-on came, where Firefox shows the user its prompt with the choice about data collection. */
const PROMPTED_SOURCES = new Set(["about:addons", "amo", "disco", "file-url", "unknown"]);

interface PermissionChange {
  readonly extensionId: string;
  readonly added?: { readonly data_collection?: readonly string[] };
  readonly removed?: { readonly data_collection?: readonly string[] };
}

type PermissionListener = (topic: string, change: PermissionChange) => void;

export interface ConsentState {
  /** Firefox's own upload choice. */
  readonly uploadEnabled: boolean;
  /** The choice made for this add-on in about:addons, where Firefox offers it. */
  readonly dataCollectionAllowed: boolean;
}

/** What the extension knows of the user's choice about its data collection when it starts. */
export interface DataCollectionGrant {
  readonly extensionId: string;
  readonly temporarilyInstalled: boolean;
  /** Null in a Firefox that has no such choice. */
  readonly granted: boolean | null;
}

/**
 * Whether the user lets anything leave: Firefox's upload choice, and the choice for this add-on's own data collection.
 * The latter is asked for in the install prompt and in about:addons. An add-on that came without a prompt (loaded
 * temporarily, by policy, with the distribution) was never asked about, so only Firefox's choice counts for it until
 * somebody takes the permission back.
 */
export class Consent {
  private dataCollectionAllowed: boolean;
  private stops: (() => void)[] = [];
  private last: boolean;
  private readonly grant: DataCollectionGrant;

  constructor(grant: DataCollectionGrant) {
    this.grant = grant;
    this.dataCollectionAllowed = true;
    this.last = this.given;
  }

  get state(): ConsentState {
    const uploadEnabled = Services.prefs.getBoolPref(UPLOAD_PREF, false);
    return { uploadEnabled, dataCollectionAllowed: this.dataCollectionAllowed };
  }

  get given(): boolean {
    const { uploadEnabled, dataCollectionAllowed } = this.state;
    return uploadEnabled && dataCollectionAllowed;
  }

  /** Calls back each time the answer changes, with the new one. */
  start(onChange: (given: boolean) => void): void {
    const look = (): void => {
      if (this.given !== this.last) {
        this.last = this.given;
        onChange(this.last);
      }
    };
    const listener: PermissionListener = (_topic, { extensionId, added, removed }) => {
      if (extensionId !== this.grant.extensionId) {
        return;
      }
      if (added?.data_collection?.includes(DATA_PERMISSION)) {
        this.dataCollectionAllowed = true;
      } else if (removed?.data_collection?.includes(DATA_PERMISSION)) {
        this.dataCollectionAllowed = false;
      }
      look();
    };
    Management.on("change-permissions", listener);
    void this.wasRefused().then((refused) => {
      this.dataCollectionAllowed &&= !refused;
      look();
    });
    this.stops = [observePref(UPLOAD_PREF, look), () => Management.off("change-permissions", listener)];
  }

  /** Known only after a look into the add-on database, some milliseconds after the start and long before any upload. */
  private async wasRefused(): Promise<boolean> {
    const { extensionId, temporarilyInstalled, granted } = this.grant;
    if (granted !== false || temporarilyInstalled) {
      return false;
    }
    const addon = await AddonManager.getAddonByID(extensionId);
    return PROMPTED_SOURCES.has(addon?.installTelemetryInfo?.source ?? "");
  }

  stop(): void {
    for (const stop of this.stops) {
      stop();
    }
    this.stops = [];
  }
}
