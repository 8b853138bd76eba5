-- count-children, sent by engine/src/sql/executions/count-children.ts
select count(*)::int as total, count(*) filter (where state in ('failed', 'cancelled'))::int as failed
from belfry.executions where parent_id = $1 and item_index is not null
