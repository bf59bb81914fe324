import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Firefox } from "./firefox.ts";
import { packFolder } from "./pack-add-on.ts";
import type { Page } from "./page.ts";

const FIXTURE = resolve("test/support/bridged-extension");

export interface BridgedOptions {
  readonly permissions?: readonly string[];
  /** Installed for good from a file that nobody signed, and so not privileged; temporary ones are privileged. */
  readonly unsigned?: boolean;
}

/** Installs an ordinary extension that may use browser.telemetry, under this id, and gives its background page. */
export async function installBridged(
  firefox: Firefox,
  id: string,
  { permissions, unsigned = false }: BridgedOptions = {},
): Promise<Page> {
  // In the profile, which is removed at the end and not before.
  const folder = join(firefox.profile, "bridged", id);
  const source = join(folder, "extension");
  await cp(FIXTURE, source, { recursive: true });
  const path = join(source, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as object;
  const changes = {
    browser_specific_settings: { gecko: { id } },
    ...(permissions === undefined ? {} : { permissions }),
  };
  await writeFile(path, JSON.stringify({ ...manifest, ...changes }));
  await (unsigned
    ? firefox.installAddon(await packFolder(source, folder), { temporary: false })
    : firefox.installAddon(source));
  return await firefox.backgroundPage(id);
}
