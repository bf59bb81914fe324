const { ExtensionUtils } = ChromeUtils.importESModule("resource://gre/modules/ExtensionUtils.sys.mjs") as {
  ExtensionUtils: { getUniqueId(): number };
};

/**
 * Every page, for Firefox answered every page: a site that is not trusted, its http twin and a frame within a trusted page
 * learn that they are refused.
 */
const PAGES = ["http://*/*", "https://*/*"];

/** The running extension (Extension.sys.mjs), the part we use. */
export interface ScriptedExtension {
  readonly id: string;
  readonly baseURL: string;
  readonly policy: {
    readonly allowedOrigins: { readonly patterns: readonly { readonly pattern: string }[] };
  };
  readonly registeredContentScripts: Map<number, object>;
  updateContentScripts(): void;
  broadcast(message: string, data: object): Promise<unknown>;
  emit(topic: string, data: object): void;
}

/**
 * Puts the content script into pages while hybrid content is in use, and into none otherwise: without it this add-on
 * has no right to any site. The right comes and goes with it, as it would by `permissions.request` but with no prompt to
 * the user, whose choice is the pref.
 */
export class PageScripts {
  private readonly extension: ScriptedExtension;
  private scriptId: number | null = null;

  constructor(extension: ScriptedExtension) {
    this.extension = extension;
  }

  get isOn(): boolean {
    return this.scriptId !== null;
  }

  update(isWanted: boolean): void {
    this.allowPages(isWanted);
    if (isWanted && this.scriptId === null) {
      this.register();
    } else if (!isWanted && this.scriptId !== null) {
      this.unregister(this.scriptId);
    }
  }

  /** As ExtensionPermissions.add and .remove do it, which would write it to the profile as a choice of the user's. */
  private allowPages(isWanted: boolean): void {
    const { extension } = this;
    const allowed = extension.policy.allowedOrigins.patterns.map(({ pattern }) => pattern);
    const origins = PAGES.filter((page) => allowed.includes(page) !== isWanted);
    if (origins.length > 0) {
      const topic = isWanted ? "add-permissions" : "remove-permissions";
      extension.emit(topic, { permissions: [], data_collection: [], origins });
    }
  }

  /** As `scripting.registerContentScripts` does it, but from the first moment of the add-on's start (ext-scripting.js). */
  private register(): void {
    const { extension } = this;
    const scriptId = ExtensionUtils.getUniqueId();
    const options = {
      allFrames: true,
      checkPermissions: true,
      cssOrigin: "author",
      cssPaths: [],
      jsPaths: [`${extension.baseURL}hybrid/content-script.js`],
      matches: PAGES,
      originAttributesPatterns: null,
      runAt: "document_start",
      world: "ISOLATED",
    };
    this.scriptId = scriptId;
    extension.registeredContentScripts.set(scriptId, options);
    extension.updateContentScripts();
    void this.tell("Extension:RegisterContentScripts", { scripts: [{ scriptId, options }] });
  }

  private unregister(scriptId: number): void {
    this.scriptId = null;
    this.extension.registeredContentScripts.delete(scriptId);
    this.extension.updateContentScripts();
    void this.tell("Extension:UnregisterContentScripts", { scriptIds: [scriptId] });
  }

  private async tell(message: string, data: object): Promise<void> {
    try {
      await this.extension.broadcast(message, { id: this.extension.id, ...data });
    } catch (error) {
      console.error("Event Telemetry: the content script did not reach all pages", error);
    }
  }
}
