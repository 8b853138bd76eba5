-- select-generating-rules, sent by engine/src/sql/grid/select-generating-rules.ts
select r.slug as rule, jsonb_path_query_array(v.definition,
  'strict $.actions.** ? (@.use == "grid.generate" && @.with.grid == $grid).with', jsonb_build_object('grid', $1::text)) as inputs
from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
where r.status = 'enabled' and jsonb_path_exists(v.definition,
  'strict $.actions.** ? (@.use == "grid.generate" && @.with.grid == $grid)', jsonb_build_object('grid', $1::text))
order by r.slug
