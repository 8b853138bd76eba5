-- follow-watched-rule, sent by engine/src/sql/outcomes/follow-watched-rule.ts
with wanted as materialized (
  select d.trigger_id, d.states
  from belfry.rules r
  join belfry.outcome_demands d on r.slug = any (d.rules) or r.labels @> d.labels
  join belfry.triggers t on t.id = d.trigger_id and (t.rule_id <> r.id or r.slug = any (d.rules))
  where r.id = $1
), gone as (
  delete from belfry.outcome_watches where rule_id = $1 and trigger_id not in (select trigger_id from wanted)
)
insert into belfry.outcome_watches (rule_id, trigger_id, states)
select $1, trigger_id, states from wanted on conflict do nothing
