import { telemetryArchive, telemetryStorage } from "./firefox-modules.ts";
import type { FirefoxPings } from "./store/recovery.ts";

/** Looks into Firefox's own ping folders. Files and not the in-memory list: at start Firefox has not read it yet. */
export const firefoxPings: FirefoxPings = {
  isPending: (pingId) => IOUtils.exists(PathUtils.join(telemetryStorage().pingDirectoryPath, pingId)),
  async isArchived(pingId) {
    const archived = await telemetryArchive().promiseArchivedPingList();
    return archived.some((ping) => ping.id === pingId);
  },
};
