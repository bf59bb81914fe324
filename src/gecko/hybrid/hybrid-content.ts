import { HYBRID_PREFS, observePref, prefs, UPLOAD_PREF } from "../prefs.ts";
import { AboutPages } from "./about-pages.ts";
import { GrantedOrigins, type IgnoredOrigin } from "./granted-origins.ts";
import { isInUse, observeGrants } from "./page-permission.ts";
import { PageScripts, type ScriptedExtension } from "./page-scripts.ts";

export interface HybridState {
  /** The pref `extensions.event-telemetry.hybrid.enabled`. */
  readonly enabled: boolean;
  /** Origins of the pref `hybrid.origins` that may record now. */
  readonly origins: readonly string[];
  readonly ignored: readonly IgnoredOrigin[];
  /** Whether the content script is put into pages. */
  readonly contentScript: boolean;
}

export interface HybridContentParts {
  readonly extension: ScriptedExtension;
  /** URL of the folder with the modules for `about:` pages. */
  readonly modules: string;
  readonly build: string;
  /** The upload policy, or who is trusted, may have changed. */
  onPolicyChange(): void;
}

/** What hybrid content telemetry needs of Firefox: grants, the content script, the hearing in `about:` pages. */
export class HybridContent {
  private readonly grants = new GrantedOrigins();
  private readonly scripts: PageScripts;
  private readonly aboutPages: AboutPages;
  private readonly onPolicyChange: () => void;
  private stops: (() => void)[] = [];

  constructor({ extension, modules, build, onPolicyChange }: HybridContentParts) {
    this.scripts = new PageScripts(extension);
    this.aboutPages = new AboutPages(modules, build);
    this.onPolicyChange = onPolicyChange;
  }

  get state(): HybridState {
    return {
      enabled: prefs.hybridEnabled(),
      origins: this.grants.origins,
      ignored: this.grants.ignored,
      contentScript: this.scripts.isOn,
    };
  }

  start(): void {
    this.grants.update();
    this.scripts.update(isInUse());
    this.aboutPages.start();
    this.stops = [
      observePref(HYBRID_PREFS, () => {
        this.grants.update();
        this.grantsChanged();
      }),
      observePref(UPLOAD_PREF, () => this.onPolicyChange()),
      observeGrants(() => this.grantsChanged()),
    ];
  }

  /** The add-on stops, and Firefox takes its content script out of new pages: nobody is trusted any more through us. */
  stop(): void {
    for (const stop of this.stops) {
      stop();
    }
    this.aboutPages.stop();
    this.grants.revokeAll();
  }

  private grantsChanged(): void {
    this.scripts.update(isInUse());
    this.onPolicyChange();
  }
}
