-- select-backfill-part, sent by engine/src/sql/grid/backfill/select-backfill-part.ts
with open as materialized (
  select task_type_id, count(*)::int as n, count(*) filter (where state = 'pending' and run_at < 'infinity')::int as waiting
  from belfry.grid_cells where backfill_id = $1 and state in ('pending', 'running') group by task_type_id)
select not exists (select from belfry.grid_backfill_parts where backfill_id = $1 and not done) as written,
  (select coalesce(sum(n), 0)::int from open) as open,
  (select jsonb_build_object('n', p.n, 'taskTypeId', p.task_type_id, 'periodId', p.period_id, 'start', p.start_on,
      'end', p.end_on, 'after', p.after)
    from belfry.grid_backfill_parts p
    where p.backfill_id = $1 and not p.done
      and not exists (select from open where open.task_type_id = p.task_type_id and open.waiting >= $2)
    order by p.n limit 1) as part
