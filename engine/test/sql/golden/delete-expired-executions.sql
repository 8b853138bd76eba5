-- delete-expired-executions, sent by engine/src/sql/retention/delete-expired-executions.ts
with oldest as (select id from belfry.executions where id > $2 order by id limit $3),
gone as (
  delete from belfry.executions e using oldest o
  where e.id = o.id and e.created_at < $1 and e.state is not null returning e.id),
letters as (delete from belfry.failed_executions f using gone g where f.execution_id = g.id),
artifacts as (delete from belfry.artifacts a using gone g where a.execution_id = g.id)
select (select max(id) from oldest) as last, (select count(*)::int from gone) as gone
