import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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
  const folder = await mkdtemp(join(tmpdir(), "event-telemetry-bridged-"));
  await cp(FIXTURE, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as object;
  const changes = {
    browser_specific_settings: { gecko: { id } },
    ...(permissions === undefined ? {} : { permissions }),
  };
  await writeFile(path, JSON.stringify({ ...manifest, ...changes }));
  await (unsigned
    ? firefox.installAddon(await packFolder(folder), { temporary: false })
    : firefox.installAddon(folder));
  return await firefox.backgroundPage(id);
}
