/** Bundled as `about-page-parent.sys.mjs`: the side of AboutPages that decides. */
import type { EventTelemetryHost as Host } from "../event-telemetry.sys.ts";
import { prefs, uploadEnabled } from "../prefs.ts";
import type { Service } from "../service.ts";
import { isTrusted } from "./page-permission.ts";

export interface AboutPageReply {
  readonly isUntrusted: boolean;
  readonly isInit: boolean;
  readonly canUpload: boolean;
}

type PageCall = "init" | "registerEvents" | "recordEvent";

const REFUSED: AboutPageReply = { isUntrusted: true, isInit: false, canUpload: false };

function service(): Service | null {
  const { EventTelemetryHost } = ChromeUtils.importESModule(
    "resource://event-telemetry/EventTelemetry.sys.mjs",
  ) as { EventTelemetryHost: typeof Host };
  return EventTelemetryHost.service;
}

/** Checks in the order of Firefox's old frame script: the pref, the top-level window, the principal, the shape. */
export class EventTelemetryHybridParent extends JSWindowActorParent {
  receiveMessage({ data: detail }: { readonly data: unknown }): AboutPageReply {
    const fault = this.findFault();
    if (fault !== null) {
      this.refuse(...fault);
      return REFUSED;
    }
    const { name, data } = readDetail(detail) ?? {};
    const isPrivate = this.browsingContext.usePrivateBrowsing;
    if (name === undefined) {
      this.refuse("malformed", "detail needs a known name and an object as data");
    } else if (isPrivate && name !== "init") {
      this.refuse("private-window", "Nothing is recorded in private windows");
    } else {
      this.pass(name, data ?? {});
    }
    return { isUntrusted: false, isInit: name === "init", canUpload: !isPrivate && uploadEnabled() };
  }

  private get origin(): string {
    const { documentPrincipal, documentURI } = this.manager;
    return documentPrincipal.isSystemPrincipal
      ? documentURI.spec.replace(/[?#].*$/, "")
      : documentPrincipal.origin;
  }

  private findFault(): [code: string, message: string] | null {
    if (!prefs.hybridEnabled()) {
      return ["disabled", "extensions.event-telemetry.hybrid.enabled is false"];
    }
    if (this.browsingContext.top !== this.browsingContext) {
      return ["not-top-level", "Not from a tab's top-level window"];
    }
    return isTrusted(this.manager.documentPrincipal)
      ? null
      : ["untrusted", "The origin has no permission hc_telemetry"];
  }

  private pass(name: PageCall, data: Readonly<Record<string, unknown>>): void {
    const page = service()?.pageTelemetryFor(this.origin);
    if (name === "registerEvents") {
      page?.registerEvents(data.category, data.eventData);
    } else if (name === "recordEvent") {
      page?.recordEvent(data.category, data.method, data.object, data.value, data.extra);
    }
  }

  private refuse(code: string, message: string): void {
    service()?.refuse({ source: this.origin, code, message, count: 1 });
  }
}

function readDetail(detail: unknown): { name: PageCall; data: Record<string, unknown> | null } | null {
  const { name, data } = (detail ?? {}) as { name?: unknown; data?: unknown };
  const isKnown = name === "init" || name === "registerEvents" || name === "recordEvent";
  return isKnown && typeof data === "object" ? { name, data: data as Record<string, unknown> | null } : null;
}
