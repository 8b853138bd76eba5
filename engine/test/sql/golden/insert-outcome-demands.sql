-- insert-outcome-demands, sent by engine/src/sql/outcomes/insert-outcome-demands.ts
insert into belfry.outcome_demands (trigger_id, rules, labels, states)
select "triggerId", rules, labels, states
from json_to_recordset($1::json) as d ("triggerId" int, rules text[], labels jsonb, states text[])
