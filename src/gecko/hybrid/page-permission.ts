import { prefs } from "../prefs.ts";

/** The permission manager's type, as Firefox 59 to 70 had it. */
const HYBRID_PERMISSION = "hc_telemetry";
const SCHEMES = ["https", "about"];

/** The principal of a page's origin: `https://example.org`, `about:rights`; throws for what is no address. */
export function principalOf(origin: string): GeckoPrincipal {
  return Services.scriptSecurityManager.createContentPrincipal(Services.io.newURI(origin), {});
}

/**
 * Whether pages of this principal may use telemetry, in the order of Firefox's old checks: the system itself may; others
 * need a safe scheme and the permission. An origin is taken as it is: the subdomains of a trusted site are not trusted.
 */
export function isTrusted(principal: GeckoPrincipal): boolean {
  if (principal.isSystemPrincipal) {
    return true;
  }
  return SCHEMES.some((scheme) => principal.schemeIs(scheme)) && permissionOf(principal) === ALLOW;
}

export const ALLOW = 1;
export const UNKNOWN = 0;

export function permissionOf(principal: GeckoPrincipal): number {
  return Services.perms.testExactPermissionFromPrincipal(principal, HYBRID_PERMISSION);
}

/** Until Firefox quits at the latest: a crash leaves no trust behind. */
export function grant(principal: GeckoPrincipal): void {
  const { perms } = Services;
  perms.addFromPrincipal(principal, HYBRID_PERMISSION, ALLOW, perms.EXPIRE_SESSION);
}

export function revoke(principal: GeckoPrincipal): void {
  Services.perms.removeFromPrincipal(principal, HYBRID_PERMISSION);
}

/** Whether anybody at all is trusted, whoever granted it, or meant to be. */
export function isInUse(): boolean {
  const granted = Services.perms.getAllByTypes([HYBRID_PERMISSION]);
  return prefs.hybridOrigins().length > 0 || granted.some(({ capability }) => capability === ALLOW);
}

/** Calls back after a permission for hybrid content was given or taken, until the returned function is called. */
export function observeGrants(callback: () => void): () => void {
  const observer: GeckoObserver = {
    observe: (subject) => {
      const permission = (
        subject as { QueryInterface(iface: unknown): { type: string } } | null
      )?.QueryInterface(Ci.nsIPermission);
      // Without a subject all permissions were cleared.
      if (permission === undefined || permission.type === HYBRID_PERMISSION) {
        callback();
      }
    },
  };
  Services.obs.addObserver(observer, "perm-changed");
  return () => Services.obs.removeObserver(observer, "perm-changed");
}
