-- other_pings/v1: documents without a dataset of their own, Glean's and first-shutdown among them, as they were sent.
SELECT
  document_namespace,
  document_type,
  document_version,
  document_id,
  submission_timestamp,
  client_id,
  sample_id,
  normalized_app_name,
  normalized_channel,
  normalized_country_code,
  normalized_os,
  normalized_os_version,
  client_compression,
  geo,
  user_agent,
  header,
  uri,
  payload
FROM other_pings
