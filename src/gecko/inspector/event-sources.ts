/** Who recorded an event, for a person. */
export interface SourceInfo {
  readonly id: string;
  readonly kind: "extension" | "page" | "firefox";
  /** The add-on's name; the id where there is no such add-on (any more). */
  readonly name: string;
  readonly version: string | null;
  /** The add-on's icon as a `data:` URL. */
  readonly icon: string | null;
}

interface Addon {
  readonly name: string;
  readonly version: string;
  readonly iconURL: string | null;
}

/** A page cannot load another add-on's files, so icons travel inside the answer: these kinds, up to this size. */
const ICON_TYPES: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  ico: "image/x-icon",
};
const ICON_BYTES = 64 * 1024;

function addonManager(): { getAddonByID(id: string): Promise<Addon | null> } {
  const module = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  return (module as { AddonManager: { getAddonByID(id: string): Promise<Addon | null> } }).AddonManager;
}

export async function describeSource(id: string): Promise<SourceInfo> {
  if (id === "firefox") {
    return { id, kind: "firefox", name: "Firefox", version: Services.appinfo.version, icon: null };
  }
  if (/^[a-z-]+:\/\//.test(id)) {
    return { id, kind: "page", name: id, version: null, icon: null };
  }
  const addon = await addonManager().getAddonByID(id);
  if (addon === null) {
    return { id, kind: "extension", name: id, version: null, icon: null };
  }
  const icon = addon.iconURL === null ? null : await readIcon(addon.iconURL);
  return { id, kind: "extension", name: addon.name, version: addon.version, icon };
}

/** Null for an icon that is missing, too large or of no known kind: it is an ornament. */
async function readIcon(url: string): Promise<string | null> {
  const type = ICON_TYPES[/\.([a-z]+)(?:[?#].*)?$/i.exec(url)?.[1]?.toLowerCase() ?? ""];
  if (type === undefined) {
    return null;
  }
  try {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return bytes.length > ICON_BYTES ? null : `data:${type};base64,${btoa(String.fromCharCode(...bytes))}`;
  } catch (error) {
    console.warn("Event Telemetry: no icon", url, error);
    return null;
  }
}
