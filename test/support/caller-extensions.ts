import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { addExperiment } from "../../src/cli/add-experiment.ts";
import { setEngineVersion } from "./engine-version.ts";
import type { Firefox } from "./firefox.ts";
import { packFolder } from "./pack-add-on.ts";
import type { Page } from "./page.ts";

const BRIDGED = resolve("test/support/bridged-extension");
const DROP_IN = resolve("dist/experiment/event-telemetry");
const CLIENT = resolve("dist/client/index.js");

/** An extension without any privilege whose background page, and page.html, hold a client as `telemetry`. */
export async function installClient(firefox: Firefox, id: string): Promise<Page> {
  // In the profile, which is removed at the end and not before.
  const packed = join(firefox.profile, "client", id);
  const folder = join(packed, "extension");
  await mkdir(folder, { recursive: true });
  await cp(CLIENT, join(folder, "client.js"));
  await writeFile(
    join(folder, "background.js"),
    `import { connectTelemetry } from "./client.js";
     globalThis.connectTelemetry = connectTelemetry;
     globalThis.telemetry = connectTelemetry();`,
  );
  await writeFile(
    join(folder, "page.html"),
    `<!doctype html><script type="module" src="background.js"></script>`,
  );
  await writeFile(
    join(folder, "manifest.json"),
    JSON.stringify({
      manifest_version: 3,
      name: "Client",
      version: "1.0",
      browser_specific_settings: { gecko: { id } },
      background: { scripts: ["background.js"], type: "module" },
    }),
  );
  // For good, from a file that nobody signed: a temporary extension would be privileged.
  await firefox.installAddon(await packFolder(folder, packed), { temporary: false });
  return await firefox.backgroundPage(id);
}

export interface DropInOptions {
  /** Of the engine it carries. */
  readonly version: string;
  /** What it asks for beside what the drop-in needs. */
  readonly permissions?: readonly string[];
}

/** Installs an author's privileged extension that `event-telemetry add-experiment` was run on; gives its background page. */
export async function installDropIn(
  firefox: Firefox,
  id: string,
  { version, permissions = [] }: DropInOptions,
): Promise<Page> {
  const folder = join(firefox.profile, "drop-in", id, version);
  await cp(BRIDGED, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  await changeManifest(path, () => ({ browser_specific_settings: { gecko: { id } }, permissions: [] }));
  await addExperiment(folder, DROP_IN);
  await setEngineVersion(join(folder, "event-telemetry"), version);
  await changeManifest(path, (manifest) => ({ permissions: [...manifest.permissions, ...permissions] }));
  await firefox.installAddon(folder);
  return await firefox.backgroundPage(id);
}

interface Manifest {
  readonly permissions: readonly string[];
}

async function changeManifest(path: string, change: (manifest: Manifest) => object): Promise<void> {
  const manifest = JSON.parse(await readFile(path, "utf8")) as Manifest;
  await writeFile(path, JSON.stringify({ ...manifest, ...change(manifest) }));
}
