-- select-retry-links, sent by engine/src/sql/failures/select-retry-links.ts
select (select execution_id from belfry.execution_retries where retried_as = $1) as "retryOf",
  (select retried_as from belfry.execution_retries where execution_id = $1) as "retriedAs"
