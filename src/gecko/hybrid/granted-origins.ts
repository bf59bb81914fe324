import { prefs } from "../prefs.ts";
import { grant, permissionOf, principalOf, revoke, UNKNOWN } from "./page-permission.ts";

/** An entry of the pref `hybrid.origins` that nothing was granted for. */
export interface IgnoredOrigin {
  readonly entry: string;
  readonly why: string;
}

/**
 * Grants `hc_telemetry` to the origins of the pref `hybrid.origins` and takes back what it granted: as soon as an entry
 * goes, hybrid content is switched off, or the add-on stops. What others granted or denied stays as it is.
 */
export class GrantedOrigins {
  private readonly granted = new Map<string, GeckoPrincipal>();
  private refused: readonly IgnoredOrigin[] = [];

  get origins(): readonly string[] {
    return [...this.granted.keys()];
  }

  get ignored(): readonly IgnoredOrigin[] {
    return this.refused;
  }

  /** Brings the grants in line with the prefs. */
  update(): void {
    const entries = prefs.hybridEnabled() ? prefs.hybridOrigins() : [];
    for (const [origin, principal] of this.granted) {
      if (!entries.includes(origin)) {
        this.granted.delete(origin);
        revoke(principal);
      }
    }
    this.refused = entries.flatMap((entry) => {
      const why = this.granted.has(entry) ? null : this.tryGrant(entry);
      return why === null ? [] : [{ entry, why }];
    });
    for (const { entry, why } of this.refused) {
      console.warn(`Event Telemetry: extensions.event-telemetry.hybrid.origins: ${entry}: ${why}`);
    }
  }

  revokeAll(): void {
    for (const principal of this.granted.values()) {
      revoke(principal);
    }
    this.granted.clear();
  }

  private tryGrant(entry: string): string | null {
    const principal = readOrigin(entry);
    if (typeof principal === "string") {
      return principal;
    }
    if (permissionOf(principal) !== UNKNOWN) {
      return "the permission manager has an answer for it already, which stays";
    }
    grant(principal);
    this.granted.set(entry, principal);
    return null;
  }
}

/** The principal, or why there is none. */
function readOrigin(entry: string): GeckoPrincipal | string {
  let principal: GeckoPrincipal;
  try {
    principal = principalOf(entry);
  } catch {
    return "not an origin, such as https://example.org";
  }
  if (!principal.schemeIs("https") && !principal.schemeIs("about")) {
    return "only https and about pages can be trusted";
  }
  return principal.origin === entry ? principal : `not an origin; did you mean ${principal.origin}`;
}
