import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Where the add-on keeps its durable queue in a profile. */
export const storeFolder = (profile: string): string => join(profile, "event-telemetry");
export const databaseFile = (profile: string): string => join(storeFolder(profile), "events.sqlite");

const pendingPing = z.object({ payload: z.looseObject({ lostEventsCount: z.number().optional() }) });

/** The pings that Firefox has saved and not sent yet. One that is just being written or sent is left out. */
export async function readPendingPings(profile: string): Promise<z.infer<typeof pendingPing>[]> {
  const folder = join(profile, "saved-telemetry-pings");
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^[0-9a-f-]{36}$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8").catch(() => "")));
  return texts.filter((text) => text !== "").map((text) => pendingPing.parse(JSON.parse(text)));
}
