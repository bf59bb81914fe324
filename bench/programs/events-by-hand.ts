import { mkdir } from "node:fs/promises";
import type { DuckdbSession } from "../../src/pipeline/datasets/duckdb-session.ts";

/** The columns of `events` out of a ping of either kind, its events unnested; only what is needed is read. */
function selectEvents(table: string, docType: string, own: string): string {
  return `SELECT document_id, client_id, normalized_channel, coalesce(geo.country, '??') AS country, ${own},
    submission_micros * 1000 AS timestamp, sample_id::VARCHAR AS sample_id, experiments, event.timestamp AS event_timestamp,
    event.category AS event_category, event.method AS event_method, event.object AS event_object,
    event.string_value AS event_string_value, event.map_values AS event_map_values, event.process AS event_process,
    '${docType}' AS doc_type
    FROM (SELECT *, unnest(events) AS event FROM ${table})`;
}

const MAIN = `environment.settings.locale AS locale, application.name AS app_name, application.version AS app_version,
  environment.system.os.name AS os, environment.system.os.version AS os_version, payload.info.sessionId AS session_id,
  payload.info.subsessionId AS subsession_id, session_start_millis AS session_start_time`;
const EVENT = `locale, uri.app_name AS app_name, uri.app_version AS app_version, os, os_version,
  payload.sessionId AS session_id, payload.subsessionId AS subsession_id,
  payload.processStartTimestamp AS session_start_time`;

/** The first copy of each document, in the two ways one would write it. Ids of main and event pings are apart. */
const FIRST_COPIES = [
  (files: string) =>
    `(SELECT * FROM read_parquet('${files}') QUALIFY row_number() OVER
      (PARTITION BY document_namespace, document_type, document_id ORDER BY submission_micros, row_key) = 1)`,
  (files: string) =>
    `(SELECT * FROM read_parquet('${files}') SEMI JOIN (SELECT arg_min(row_key, (submission_micros, row_key)) AS row_key
      FROM read_parquet('${files}') GROUP BY document_namespace, document_type, document_id) USING (row_key))`,
];

/** Ways to write `events` in one statement each, as one who wants nothing else would. */
export function writeEventsByHand(
  decoded: string,
): ((session: DuckdbSession, folder: string) => Promise<void>)[] {
  return FIRST_COPIES.flatMap((first) => {
    const main = selectEvents(first(`${decoded}/main/*.parquet`), "main", MAIN);
    const event = selectEvents(first(`${decoded}/event/*.parquet`), "event", EVENT);
    const query = `${main} UNION ALL ${event}`;
    return [
      async (session, folder) => {
        await session.copy(query, folder, "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (doc_type)");
      },
      async (session, folder) => {
        await mkdir(folder, { recursive: true });
        await session.copy(query, `${folder}/events.parquet`, "FORMAT parquet, COMPRESSION zstd");
      },
    ];
  });
}
