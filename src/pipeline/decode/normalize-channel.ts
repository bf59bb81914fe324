const CHANNELS = new Set(["release", "esr", "beta", "aurora", "nightly"]);

/** One of the five release channels, or `Other`. Case-sensitive, as upstream kept it. */
export function normalizeChannel(channel: string): string {
  if (CHANNELS.has(channel)) return channel;
  if (channel.startsWith("nightly-cck-")) return "nightly";
  return channel.startsWith("beta") ? "beta" : "Other";
}
