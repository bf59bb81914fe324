import { z } from "zod";
import type { RemoteFirefox } from "../test/support/remote-firefox.ts";

const eventTuple = z
  .tuple([z.number(), z.string(), z.string(), z.string()])
  .rest(z.union([z.string(), z.null(), z.record(z.string(), z.string())]));

/** What the demo reads of a main ping. */
export const mainPing = z.object({
  type: z.literal("main"),
  id: z.string(),
  clientId: z.uuid(),
  environment: z.looseObject({ build: z.looseObject({ version: z.string() }) }),
  payload: z.looseObject({
    info: z.looseObject({ reason: z.string() }),
    processes: z.looseObject({ dynamic: z.looseObject({ events: z.array(eventTuple) }) }),
  }),
});

export type MainPing = z.infer<typeof mainPing>;

/** Has Firefox assemble and send a main ping as its daily timer does, and returns its document id. */
export function sendMainPing(firefox: RemoteFirefox): Promise<string> {
  return firefox.chrome<string>(`
    const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
    const { TelemetryController } = ChromeUtils.importESModule("resource://gre/modules/TelemetryController.sys.mjs");
    await TelemetryController.promiseInitialized();
    return await TelemetrySession.sendDailyPing();`);
}

/** The ping as Firefox's own archive has it, which about:telemetry reads too. */
export async function readArchivedPing(firefox: RemoteFirefox, id: string): Promise<MainPing> {
  const archived = await firefox.chrome<unknown>(
    `const { TelemetryArchive } = ChromeUtils.importESModule("resource://gre/modules/TelemetryArchive.sys.mjs");
     return await TelemetryArchive.promiseArchivedPingById(args[0]);`,
    id,
  );
  return mainPing.parse(archived);
}
