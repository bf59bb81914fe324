import { join } from "node:path";

/** Where the add-on keeps its durable queue in a profile. */
export const storeFolder = (profile: string): string => join(profile, "event-telemetry");
export const databaseFile = (profile: string): string => join(storeFolder(profile), "events.sqlite");
