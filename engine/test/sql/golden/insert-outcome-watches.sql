-- insert-outcome-watches, sent by engine/src/sql/outcomes/insert-outcome-watches.ts
insert into belfry.outcome_watches (rule_id, trigger_id, states)
select r.id, d.trigger_id, d.states
from belfry.outcome_demands d
join belfry.triggers t on t.id = d.trigger_id
join belfry.rules r on r.slug = any (d.rules) or (r.labels @> d.labels and r.id <> t.rule_id)
where d.trigger_id = any ($1)
