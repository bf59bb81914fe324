import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Firefox } from "./firefox.ts";

/** An add-on that is there for its name and icon. */
interface Sender {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly color: string;
}

export const SHOTS = "page-shots@example.org";
export const MASKS = "mail-masks@example.org";
export const CONTAINERS = "containers@example.org";
export const PAGE = "https://www.example.org";

const SENDERS: readonly Sender[] = [
  { id: SHOTS, name: "Page Shots", version: "3.2.1", color: "#e66000" },
  { id: MASKS, name: "Mail Masks", version: "2.8.0", color: "#7542e5" },
  { id: CONTAINERS, name: "Containers", version: "8.1.0", color: "#00796b" },
];

function icon({ name, color }: Sender): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="${color}"/><text x="8" y="12" font-family="sans-serif" font-size="11" font-weight="bold" text-anchor="middle" fill="#fff">${name[0]}</text></svg>`;
}

/** Installs the add-ons in whose names the sample events are recorded; their files go with the profile. */
export async function installSenders(firefox: Firefox): Promise<void> {
  for (const sender of SENDERS) {
    const { id, name, version } = sender;
    const folder = join(firefox.profile, "senders", id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "icon.svg"), icon(sender));
    await writeFile(
      join(folder, "manifest.json"),
      JSON.stringify({
        manifest_version: 2,
        name,
        version,
        icons: { "32": "icon.svg" },
        browser_specific_settings: { gecko: { id } },
      }),
    );
    await firefox.installAddon(folder);
  }
}
