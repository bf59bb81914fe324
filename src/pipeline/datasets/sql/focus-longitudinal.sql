-- focus_events_longitudinal: one row per client, every other column an array of equal length, newest ping first.
SELECT
  client_id,
  ordered_list(submission_date_s3, position) AS submission_date_s3,
  ordered_list(channel, position) AS channel,
  ordered_list(metadata, position) AS metadata,
  ordered_list(v, position) AS v,
  ordered_list(seq, position) AS seq,
  ordered_list(locale, position) AS locale,
  ordered_list(os, position) AS os,
  ordered_list(osversion, position) AS osversion,
  ordered_list(device, position) AS device,
  ordered_list(arch, position) AS arch,
  ordered_list(created, position) AS created,
  ordered_list(process_start_timestamp, position) AS process_start_timestamp,
  ordered_list(tz, position) AS tz,
  ordered_list(settings, position) AS settings,
  ordered_list(events, position) AS events,
  ordered_list(experiments, position) AS experiments
FROM (
  SELECT
    *,
    clientId AS client_id,
    processStartTimestamp AS process_start_timestamp,
    row_number() OVER (
      PARTITION BY clientId
      ORDER BY seq DESC NULLS LAST, created DESC NULLS LAST, submission_date_s3, metadata.Timestamp, metadata.documentId
    ) AS position
  FROM focus_window
) AS ordered
GROUP BY client_id
