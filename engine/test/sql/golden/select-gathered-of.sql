-- select-gathered-of, sent by engine/src/sql/what-if/select-gathered-of.ts
select g.event_id as "eventId" from belfry.event_windows w
join belfry.gathered_events g on g.trigger_id = w.trigger_id and g.key_hash = w.key_hash
where w.rule_id = $1 and w.gathers
