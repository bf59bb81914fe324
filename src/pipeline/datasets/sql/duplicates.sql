-- Every copy of a document but the first of the day: the smallest submission time wins, then the order of landing.
SELECT row_key
FROM (
  SELECT
    row_key,
    row_number() OVER (
      PARTITION BY document_namespace, document_type, document_id
      ORDER BY submission_micros, row_key
    ) AS copy
  FROM documents
) AS copies
WHERE copy > 1
