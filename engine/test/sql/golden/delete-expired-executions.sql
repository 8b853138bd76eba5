-- delete-expired-executions, sent by engine/src/sql/retention/delete-expired-executions.ts
with span as (
  select max(id) as last from (select id from belfry.executions where id > $2 order by id limit $3) oldest),
gone as (
  delete from belfry.executions e
  where e.id > $2 and e.id <= (select last from span) and e.created_at < $1 and e.state is not null returning e.id),
letters as (delete from belfry.failed_executions f using gone g where f.execution_id = g.id),
retries as (delete from belfry.execution_retries t using gone g where t.execution_id = g.id),
marks as (delete from belfry.step_marks m using gone g where m.execution_id = g.id),
turns as (delete from belfry.rate_turns t using gone g where t.execution_id = g.id),
artifacts as (delete from belfry.artifacts a using gone g where a.execution_id = g.id)
select (select last from span) as last, (select count(*)::int from gone) as gone
