-- telemetry_mobile_event_parquet/v2: one row per mobile-event ping, its events nested.
SELECT
  named_struct(
    'documentId', document_id,
    'Timestamp', submission_micros * 1000,
    'Date', header.date,
    'geoCountry', coalesce(geo.country, '??'),
    'geoCity', coalesce(geo.city, '??'),
    'appBuildId', uri.app_build_id,
    'appName', uri.app_name,
    'appVersion', uri.app_version,
    'sampleId', CAST(sample_id AS DOUBLE),
    'appUpdateChannel', uri.app_update_channel
  ) AS metadata,
  v,
  clientId,
  seq,
  locale,
  osversion,
  device,
  arch,
  created,
  processStartTimestamp,
  tz,
  settings,
  events,
  experiments,
  coalesce(normalized_app_name, 'Other') AS app_name,
  coalesce(normalized_os, 'Other') AS os
FROM mobile_event_pings
