import type { DataCollectionGrant } from "./host/owner.ts";
import { observePref, UPLOAD_PREF, uploadEnabled } from "./prefs.ts";

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

/**
 * Whether the user lets anything leave: Firefox's upload choice, and the choice for the data collection of the add-ons
 * that carry the engine. The latter is asked for in the install prompt and in about:addons. An add-on that came without
 * a prompt (loaded temporarily, by policy, with the distribution) was never asked about, so only Firefox's choice counts
 * for it until somebody takes the permission back. An add-on that was refused counts as if it were not there.
 */
export class Consent {
  private readonly refusedTo = new Set<string>();
  private readonly asked = new Set<string>();
  private stops: (() => void)[] = [];
  private last: boolean;
  private onChange: (given: boolean) => void = () => {};
  private owners: readonly DataCollectionGrant[];

  constructor(owners: readonly DataCollectionGrant[]) {
    this.owners = owners;
    this.last = this.given;
  }

  get state(): ConsentState {
    const dataCollectionAllowed = this.owners.some(({ extensionId }) => !this.isRefusedTo(extensionId));
    return { uploadEnabled: uploadEnabled(), dataCollectionAllowed };
  }

  get given(): boolean {
    const { state } = this;
    return state.uploadEnabled && state.dataCollectionAllowed;
  }

  /** Whether the user refuses data collection to this add-on; known of those that carry the engine only. */
  isRefusedTo(extensionId: string): boolean {
    return this.refusedTo.has(extensionId);
  }

  /** Calls back each time the answer changes, with the new one. */
  start(onChange: (given: boolean) => void): void {
    this.onChange = onChange;
    const listener: PermissionListener = (_topic, { extensionId, added, removed }) => {
      if (!this.asked.has(extensionId)) {
        return;
      }
      if (added?.data_collection?.includes(DATA_PERMISSION)) {
        this.refusedTo.delete(extensionId);
      } else if (removed?.data_collection?.includes(DATA_PERMISSION)) {
        this.refusedTo.add(extensionId);
      }
      this.look();
    };
    Management.on("change-permissions", listener);
    this.stops = [
      observePref(UPLOAD_PREF, () => this.look()),
      () => Management.off("change-permissions", listener),
    ];
    this.ownersChanged(this.owners);
  }

  /** Another add-on that carries the engine has come, or one of several has gone. */
  ownersChanged(owners: readonly DataCollectionGrant[]): void {
    this.owners = owners;
    const ids = new Set(owners.map(({ extensionId }) => extensionId));
    for (const gone of [...this.asked].filter((id) => !ids.has(id))) {
      this.asked.delete(gone);
      this.refusedTo.delete(gone);
    }
    for (const owner of owners.filter(({ extensionId }) => !this.asked.has(extensionId))) {
      this.asked.add(owner.extensionId);
      void this.ask(owner);
    }
    this.look();
  }

  stop(): void {
    this.onChange = () => {};
    for (const stop of this.stops) {
      stop();
    }
    this.stops = [];
  }

  private look(): void {
    if (this.given !== this.last) {
      this.last = this.given;
      this.onChange(this.last);
    }
  }

  private async ask(owner: DataCollectionGrant): Promise<void> {
    if (await wasRefused(owner)) {
      this.refusedTo.add(owner.extensionId);
      this.look();
    }
  }
}

/** Known only after a look into the add-on database, some milliseconds after the start and long before any upload. */
async function wasRefused({
  extensionId,
  temporarilyInstalled,
  granted,
}: DataCollectionGrant): Promise<boolean> {
  if (granted !== false || temporarilyInstalled) {
    return false;
  }
  const addon = await AddonManager.getAddonByID(extensionId);
  return PROMPTED_SOURCES.has(addon?.installTelemetryInfo?.source ?? "");
}
