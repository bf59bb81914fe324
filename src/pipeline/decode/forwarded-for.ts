/** Our load balancer and the forwarding rule before it: each appends its own address to X-Forwarded-For. */
const TRUSTED_HOPS = 2;

/**
 * The addresses of X-Forwarded-For that say something about the client, oldest first. The last two are ours when there
 * is more than one; `skip` drops more, for document types that reach us through a further proxy.
 */
export function dropTrustedHops(forwardedFor: string, skip = 0): string[] {
  const addresses = forwardedFor
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  const kept = addresses.length > 1 ? addresses.slice(0, -TRUSTED_HOPS) : addresses;
  return kept.slice(0, Math.max(0, kept.length - skip));
}

/** The address to look up: the last one left of X-Forwarded-For, or the peer's own when no proxy wrote one. */
export function findClientAddress(
  forwardedFor: string | undefined,
  remoteAddress: string | undefined,
): string | null {
  if (forwardedFor === undefined) return remoteAddress ?? null;
  return dropTrustedHops(forwardedFor).at(-1) ?? null;
}
