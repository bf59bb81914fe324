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

/**
 * Whether the user lets anything leave: Firefox's upload choice, and the choice for this add-on's own data collection.
 * The latter is optional and asked for at install; an add-on loaded temporarily was never asked, so it counts as
 * allowed until somebody takes it back.
 */
export class Consent {
  private dataCollectionAllowed: boolean;
  private stops: (() => void)[] = [];
  private last: boolean;
  private readonly extensionId: string;

  constructor(extensionId: string, dataCollectionAllowed: boolean) {
    this.extensionId = extensionId;
    this.dataCollectionAllowed = dataCollectionAllowed;
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
      if (extensionId !== this.extensionId) {
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
    this.stops = [observePref(UPLOAD_PREF, look), () => Management.off("change-permissions", listener)];
  }

  stop(): void {
    for (const stop of this.stops) {
      stop();
    }
    this.stops = [];
  }
}
