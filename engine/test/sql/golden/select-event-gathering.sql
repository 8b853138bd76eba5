-- select-event-gathering, sent by engine/src/sql/events/select-event-gathering.ts
select r.slug as rule, t.key as trigger, w.closes_at as "closesAt"
from belfry.gathered_events g
join belfry.event_windows w on w.trigger_id = g.trigger_id and w.key_hash = g.key_hash
join belfry.rules r on r.id = w.rule_id join belfry.triggers t on t.id = w.trigger_id
where g.event_id = $1 and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2))
order by r.slug, t.id
