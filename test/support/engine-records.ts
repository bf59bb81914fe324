import type { RemoteFirefox } from "./remote-firefox.ts";

/** A pending event with the add-on's own metadata, without its time and number. */
export interface PendingRecord {
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string | null;
  readonly extra: Readonly<Record<string, string>> | null;
  readonly bucket: string;
  readonly source: string;
}

export interface LoggedRefusal {
  readonly source: string;
  readonly code: string;
  readonly message: string;
  readonly got: string;
}

const HOST = `
  const { EventTelemetryHost } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
  const { engine } = EventTelemetryHost.service;`;

/** Every pending event of a category, oldest first; of all with none given. */
export function pendingRecords(firefox: RemoteFirefox, category = ""): Promise<PendingRecord[]> {
  return firefox.chrome<PendingRecord[]>(
    `${HOST}
     return engine.queue.list().filter((record) => args[0] === "" || record.category === args[0])
       .map(({ category, method, object, value, extra, bucket, source }) =>
         ({ category, method, object, value, extra, bucket, source }));`,
    category,
  );
}

/** What was refused to a source, oldest first; to all with none given. */
export function refusalsOf(firefox: RemoteFirefox, source = ""): Promise<LoggedRefusal[]> {
  return firefox.chrome<LoggedRefusal[]>(
    `${HOST}
     return engine.refusals.list().filter((entry) => args[0] === "" || entry.source === args[0])
       .map(({ source, notice: { code, message, got } }) => ({ source, code, message, got }));`,
    source,
  );
}
