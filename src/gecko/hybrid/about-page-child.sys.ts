/** Bundled as `about-page-child.sys.mjs`: the side of AboutPages that lives beside the page. */
import { observePref, UPLOAD_PREF } from "../prefs.ts";
import type { AboutPageReply } from "./about-page-parent.sys.ts";

/** Answers `mozTelemetry` events of `about:` pages as Firefox 63 to 70 did. */
export class EventTelemetryHybridChild extends JSWindowActorChild {
  private stopObserving: (() => void) | null = null;

  async handleEvent(event: { readonly detail?: unknown }): Promise<void> {
    const reply = await this.ask(event.detail);
    if (reply === null) {
      return;
    }
    if (reply.isUntrusted) {
      this.dispatch("mozTelemetryUntrustedOrigin", {});
      return;
    }
    this.stopObserving ??= observePref(UPLOAD_PREF, () => void this.tellPolicy());
    if (reply.isInit) {
      this.dispatch("mozTelemetryPolicyChange", { canUpload: reply.canUpload });
    }
  }

  didDestroy(): void {
    this.stopObserving?.();
    this.stopObserving = null;
  }

  private async tellPolicy(): Promise<void> {
    const reply = await this.ask({ name: "init", data: {} });
    if (reply !== null && !reply.isUntrusted) {
      this.dispatch("mozTelemetryPolicyChange", { canUpload: reply.canUpload });
    }
  }

  /** Null once the page is gone. What cannot be cloned, a function say, is as malformed as no detail at all. */
  private async ask(detail: unknown): Promise<AboutPageReply | null> {
    try {
      return await this.sendQuery("mozTelemetry", detail);
    } catch (error) {
      if ((error as { name?: string }).name !== "DataCloneError") {
        return null;
      }
      return await this.ask(null);
    }
  }

  private dispatch(type: string, detail: object): void {
    const window = this.contentWindow;
    if (window !== null) {
      const event = new window.CustomEvent(type, { bubbles: true, detail: Cu.cloneInto(detail, window) });
      window.document.dispatchEvent(event);
    }
  }
}
