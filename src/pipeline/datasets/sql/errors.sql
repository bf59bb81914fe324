-- errors/v1: refused messages, duplicates and malformed events, each with the step and the reason.
SELECT
  submission_timestamp,
  document_namespace,
  document_type,
  document_version,
  document_id,
  uri,
  error_type,
  exception_class,
  error_message,
  payload,
  payload_encoding,
  malformed_events
FROM refusals
UNION ALL
SELECT
  submission_timestamp,
  document_namespace,
  document_type,
  document_version,
  document_id,
  CAST(NULL AS STRING) AS uri,
  'Duplicate' AS error_type,
  'Duplicate' AS exception_class,
  'an earlier copy of this document was kept' AS error_message,
  '' AS payload,
  'text' AS payload_encoding,
  CAST(NULL AS BIGINT) AS malformed_events
FROM documents
SEMI JOIN duplicates USING (row_key)
