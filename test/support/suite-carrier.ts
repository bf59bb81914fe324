import { IMPORT, pendingCount, recordThings, registerThing } from "./add-on.ts";
import type { Firefox } from "./firefox.ts";
import { waitFor } from "./wait-for.ts";

/**
 * Reaches the storage limit once, so that an event ping leaves now and the next one ten minutes later: inside that time
 * the suite can fill buckets and nobody drains them. Resolves when Firefox's Telemetry is up, too, which sets the
 * recording switches as it starts.
 */
export async function quietCarrier(firefox: Firefox): Promise<void> {
  await firefox.chrome<null>(
    `const { TelemetryController } = ChromeUtils.importESModule("resource://gre/modules/TelemetryController.sys.mjs");
     await TelemetryController.promiseInitialized();
     return null;`,
  );
  await registerThing(firefox, "suite.quiet");
  await recordThings(firefox, "suite.quiet", 1000);
  await waitFor(async () => (await pendingCount(firefox)) < 1000, { what: "the event ping at the limit" });
  await firefox.chrome<null>(`${IMPORT} EventTelemetry.clearEvents(); return null;`);
}
