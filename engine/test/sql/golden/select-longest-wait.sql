-- select-longest-wait, sent by engine/src/sql/alerts/select-longest-wait.ts
select floor(extract(epoch from (select belfry.now()) - min(run_at)) * 1000)::float8 as ms
from belfry.execution_queue where node is null and run_at <= (select belfry.now())
