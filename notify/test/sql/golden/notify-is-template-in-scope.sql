-- notify-is-template-in-scope, sent by notify/src/sql/is-template-in-scope.ts
select $2::jsonb is null
  or (coalesce($2::jsonb -> 'inputs', '{}') = '{}' and belfry.labels_in_scope(labels, $2::jsonb)) as seen
from belfry.templates where code = $1 and removed_at is null
