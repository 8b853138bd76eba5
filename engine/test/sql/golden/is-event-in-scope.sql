-- is-event-in-scope, sent by engine/src/sql/scope/is-event-in-scope.ts
select id from belfry.events e
where id = $1 and ($2::jsonb is null or exists (
  select from belfry.event_decisions d where d.event_id = e.id and belfry.rule_in_scope(d.rule_id, $2)))
