-- telemetry_focus_event_parquet/v1: one row per focus-event ping, its events nested. Source of the longitudinal.
SELECT
  named_struct(
    'documentId', document_id,
    'Timestamp', submission_micros * 1000,
    'Date', header.date,
    'geoCountry', coalesce(geo.country, '??'),
    'geoCity', coalesce(geo.city, '??'),
    'appBuildId', uri.app_build_id,
    'appName', uri.app_name,
    'appVersion', uri.app_version
  ) AS metadata,
  v,
  clientId,
  seq,
  locale,
  os,
  osversion,
  device,
  arch,
  created,
  processStartTimestamp,
  tz,
  settings,
  events,
  experiments,
  coalesce(normalized_channel, 'Other') AS channel
FROM focus_event_pings
