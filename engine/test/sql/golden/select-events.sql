-- select-events, sent by engine/src/sql/events/select-events.ts
select e.id, e.received_at as "receivedAt", e.source, e.event_id as "eventId", e.type, e.subject,
  e.brought_by as "broughtBy", e.replay_of as "replayOf", coalesce(d.fates, '{}') as fates
from belfry.events e
left join lateral (
  select jsonb_object_agg(fate, n) as fates from (
    select fate, count(*) as n from belfry.event_decisions
    where event_id = e.id and decided_on >= e.received_on - 1 and ($7::jsonb is null or belfry.rule_in_scope(rule_id, $7)) group by fate) f) d on true
where ($1::text is null or e.type = $1)
  and ($2::text is null or e.source = $2)
  and (not $3 or not e.matched)
  and ($4::text is null or exists (
    select from belfry.event_decisions x join belfry.rules r on r.id = x.rule_id where x.event_id = e.id and x.decided_on >= e.received_on - 1 and r.slug = $4))
  and ($5::timestamptz is null or e.received_at >= $5)
  and ($6::timestamptz is null or e.received_at < $6)
  and ($7::jsonb is null or d.fates is not null)
  and ($8::bigint is null or e.id < $8)
order by e.id desc limit $9
